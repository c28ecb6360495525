import pg from "pg";
import { postTransaction } from "../src/domain/ledger/post-transaction.ts";
import { accountId } from "../src/domain/ledger/rules.ts";
import { inTransaction, systemActor } from "../src/lib/context.ts";
import { createDb } from "../src/lib/db.ts";
import { newId } from "../src/lib/ids.ts";
import { say } from "../src/ops/say.ts";
import { benchDatabase } from "./application.ts";
import { makeLarge } from "./large-database.ts";
import { median } from "./load.ts";

/**
 * Postings through the product's own code against bare SQL that writes the same rows, under the same constraints and triggers, in the
 * same run on the same database: a transaction, four entries on four accounts, two balances. Rounds alternate, medians are compared.
 */
const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS ?? 2);
const clientCounts = [1, 4, 16];
const goal = 0.5;

const database = await benchDatabase();
let owners: string[] = [];
const any = () => owners[Math.floor(Math.random() * owners.length)]!;

/** Books that are in use already: the plans of their triggers are then those of a real ledger, not of an empty one. */
async function openBooks(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await makeLarge(client, 0.2);
  const { rows } = await client.query("SELECT id FROM distributor");
  owners = rows.map((row) => row.id);
  await client.end();
}

type Post = () => Promise<unknown>;
type Way = { name: string; open(clients: number): Promise<{ post: Post; close(): Promise<void> }> };

const ctxOf = (db: ReturnType<typeof createDb>) => ({ db, actor: systemActor("bench"), now: new Date() });
const lines = (ownerId: string) => [
  { account: { kind: "PREPAID" as const, ownerId }, debitMinor: 100n },
  { account: { kind: "SALES" as const }, creditMinor: 90n },
  { account: { kind: "FEES" as const }, creditMinor: 4n },
  { account: { kind: "OUTGOING" as const, ownerId }, creditMinor: 6n },
];

/** The rows of one posting as text a database reads, in the order of their accounts' locks. */
function rowsOf() {
  const ownerId = any();
  const [prepaid, outgoing] = [accountId({ kind: "PREPAID", ownerId }), accountId({ kind: "OUTGOING", ownerId })];
  const entries = [
    [prepaid, 100],
    [accountId({ kind: "SALES" }), -90],
    [accountId({ kind: "FEES" }), -4],
    [outgoing, -6],
  ] as const;
  const balances = [
    [prepaid, -100],
    [outgoing, 6],
  ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)) as [string, number][];
  return { id: newId(), reference: newId(), entries, balances };
}

const insertHead = `INSERT INTO ledger_transaction (id, kind, reference, actor_kind, actor_id, at) VALUES ($1, 'bench', $2, 'system', 'bench', $3)`;
const move = `UPDATE ledger_balance SET balance_minor = balance_minor + $2 WHERE account_id = $1 RETURNING balance_minor`;
const insertEntry = `INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, balance_after_minor) VALUES ($1, $2, $3, $4)`;

/** As one would write it by hand: a statement for each row, prepared, in one database transaction. */
const byRow: Way = {
  name: "bare SQL: BEGIN, a statement a row, COMMIT",
  async open(clients) {
    const pool = new pg.Pool({ connectionString: database.url, max: clients });
    const post = async () => {
      const { id, reference, entries, balances } = rowsOf();
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        await client.query({ name: "head", text: insertHead, values: [id, reference, new Date()] });
        const after = new Map<string, string>();
        for (const [account, minor] of balances) {
          const { rows } = await client.query({ name: "move", text: move, values: [account, minor] });
          after.set(account, rows[0].balance_minor);
        }
        for (const [account, minor] of entries)
          await client.query({ name: "entry", text: insertEntry, values: [id, account, minor, after.get(account) ?? null] });
        await client.query("COMMIT");
      } finally {
        client.release();
      }
    };
    return { post, close: () => pool.end() };
  },
};

const allAtOnce = `WITH head AS (INSERT INTO ledger_transaction (id, kind, reference, actor_kind, actor_id, at)
    VALUES ($1, 'bench', $2, 'system', 'bench', $3) RETURNING id),
  moved AS (UPDATE ledger_balance b SET balance_minor = b.balance_minor + m.minor FROM (
    SELECT b.account_id, m.minor FROM (VALUES ($4::uuid, $5::bigint), ($6::uuid, $7::bigint)) m(account_id, minor)
    JOIN ledger_balance b USING (account_id) ORDER BY b.account_id FOR UPDATE OF b) m WHERE b.account_id = m.account_id
    RETURNING b.account_id, b.balance_minor)
  INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, balance_after_minor)
  SELECT head.id, e.account_id, e.minor, moved.balance_minor
  FROM head, (VALUES ($8::uuid, $9::bigint), ($10::uuid, $11::bigint), ($12::uuid, $13::bigint), ($14::uuid, $15::bigint)) e(account_id, minor)
  LEFT JOIN moved USING (account_id)`;

/** The least there can be: everything in one prepared statement, and nothing else. `inside`: in a database transaction, as every command is. */
const atOnce = (name: string, inside: boolean): Way => ({
  name,
  async open(clients) {
    const pool = new pg.Pool({ connectionString: database.url, max: clients });
    const post = async () => {
      const { id, reference, entries, balances } = rowsOf();
      const values = [id, reference, new Date(), ...balances.flat(), ...entries.flat()];
      const client = await pool.connect();
      try {
        if (inside) await client.query("BEGIN");
        await client.query({ name: "at-once", text: allAtOnce, values });
        if (inside) await client.query("COMMIT");
      } finally {
        client.release();
      }
    };
    return { post, close: () => pool.end() };
  },
});

/** Before the clock starts, connections are open and every plan has been weighed often enough to be kept. */
const WARM_UP = 8;

async function measure(way: Way, clients: number): Promise<number> {
  const { post, close } = await way.open(clients);
  const lane = async (goOn: (done: number) => boolean) => {
    let done = 0;
    for (; goOn(done); done++) await post();
    return done;
  };
  const lanes = (goOn: (done: number) => boolean) => Promise.all(Array.from({ length: clients }, () => lane(goOn)));
  await lanes((done) => done < WARM_UP);
  const started = performance.now();
  const counts = await lanes(() => performance.now() - started < seconds * 1000);
  const perSecond = counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000);
  await close();
  return perSecond;
}

const product: Way = {
  name: "postTransaction",
  async open(clients) {
    const db = createDb(database.url, { poolSize: clients });
    return {
      post: () =>
        inTransaction(ctxOf(db), (tx) => postTransaction(tx, { kind: "bench", reference: newId(), lines: lines(any()) })),
      close: () => db.$disconnect(),
    };
  },
};
const ways = [
  product,
  byRow,
  atOnce("bare SQL: BEGIN, one statement, COMMIT", true),
  atOnce("bare SQL: one statement by itself", false),
];
try {
  await openBooks();
  const ratios: number[] = [];
  for (const clients of clientCounts) {
    const seen = new Map(ways.map((way) => [way, [] as number[]]));
    for (let round = 0; round < rounds; round++)
      for (const way of round % 2 ? ways : [...ways].reverse()) seen.get(way)!.push(await measure(way, clients));
    const of = (way: Way) => median(seen.get(way)!);
    say(
      `${clients} clients, ${rounds} rounds of ${seconds} s each: transactions a second (median), postTransaction's share of it`,
    );
    for (const way of ways)
      say(`  ${way.name.padEnd(42)} ${of(way).toFixed(0).padStart(6)} ${(of(product) / of(way)).toFixed(2).padStart(6)}`);
    ratios.push(of(product) / of(byRow));
  }
  const worst = Math.min(...ratios);
  say(
    `against the same inserts in bare SQL: ${worst.toFixed(2)} at worst (goal ${goal}); the other two show what is left to gain`,
  );
  process.exitCode = worst >= goal ? 0 : 1;
} finally {
  await database.drop();
}
