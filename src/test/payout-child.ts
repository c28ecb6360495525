import type { PayoutProvider, PayoutReply } from "#adapters/payout/payout.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { systemActor } from "#lib/context.ts";
import { createDb, type Db } from "#lib/db.ts";

/**
 * A process of its own that sends or asks once and kills itself at a named point. argv: database, address of the provider, point.
 * The provider's books are with the parent, over HTTP: what reached it stays there.
 */
const [url, provider, point] = process.argv.slice(2) as [string, string, KillPoint];

export const killPoints = [
  ...(["before-intent", "after-intent", "during-call", "after-reply", "before-result", "after-result"] as const),
  ...(["before-query", "during-query", "after-query"] as const),
] as const;
export type KillPoint = (typeof killPoints)[number];

const die = (): Promise<never> => {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
};
const at = (name: KillPoint) => (point === name ? die() : undefined);

async function ask(op: string, body: object): Promise<PayoutReply> {
  const plain = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  const sent = fetch(`${provider}/${op}`, { method: "POST", body: JSON.stringify(body, plain) });
  if ((point === "during-call" && op === "send") || (point === "during-query" && op === "query")) {
    await new Promise((resolve) => setTimeout(resolve, 50)); // it has left, and nobody hears the answer
    await die();
  }
  const reply = (await (await sent).json()) as PayoutReply & { amountMinor?: string; feeMinor?: string; at?: string };
  if (reply.state !== "PAID") return reply;
  return { ...reply, amountMinor: BigInt(reply.amountMinor), feeMinor: 0n, at: new Date(reply.at) };
}

const fake: PayoutProvider = {
  ...{ name: "SANDBOX", payeeKinds: ["WECHAT"], minMinor: 1n, maxMinor: 10n ** 9n, inFlightMs: 600_000, resendable: true },
  async send(order) {
    await at("after-intent");
    const reply = await ask("send", order);
    await at("after-reply");
    return reply;
  },
  async query(order) {
    await at("before-query");
    const reply = await ask("query", order);
    await at("after-query");
    return reply;
  },
  cancel: (order) => ask("cancel", order),
  readNotice: () => Promise.reject(new Error("none here")),
};

const plain = createDb(url, { poolSize: 2 });
/** Dies inside a transaction: after the write and before the commit. */
const db = plain.$extends({
  query: {
    payoutAttempt: {
      async create({ args, query }) {
        const made = await query(args);
        await at("before-intent");
        return made;
      },
    },
    payoutEvidence: {
      async create({ args, query }) {
        const made = await query(args);
        await at("before-result");
        return made;
      },
    },
  },
}) as unknown as Db;

const ctx = { db, actor: systemActor("cron:payouts"), now: new Date() };
const providers = new Map([["SANDBOX", fake]]);
await sendPayouts(ctx, { providers, limit: 1, lanes: 1 });
await at("after-result");
await queryPayouts(ctx, { providers, limit: 1, lanes: 1 });
await plain.$disconnect();
