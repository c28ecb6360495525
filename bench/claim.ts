import pg from "pg";
import { freePort } from "../src/ops/cluster.ts";
import { say } from "../src/ops/say.ts";
import { Child } from "../src/ops/supervise.ts";
import { benchDatabase, startServers } from "./application.ts";
import { load, type Measured, median, usage } from "./load.ts";
import { makeSale } from "./stock.ts";

/** Claims over HTTP against the limits of the same machine in the same run: node:http and a bare Next route. */
const rounds = Number(process.env.ROUNDS ?? 3);
const seconds = Number(process.env.SECONDS ?? 5);
const connections = 64;

const database = await benchDatabase();
const client = new pg.Client({ connectionString: database.url });
await client.connect();
const servers = await startServers(database.env, 1);
const bare = new Child("bench/bare-http.ts", { ...database.env, PORT: String(await freePort()) });
try {
  await bare.ready();
  const bareUrl = `http://127.0.0.1:${bare.env.PORT}`;
  const kinds: Record<string, () => Promise<Measured>> = {
    "node:http": () => load({ url: bareUrl, path: "/", body: { token: "x".repeat(22), slot: 1 }, connections, seconds }),
    "bare Next route": () =>
      load({ url: servers.url, path: "/api/alive", body: { token: "x".repeat(22), slot: 1 }, connections, seconds }),
    claim: async () => {
      const sale = await makeSale(client, 200_000);
      const measured = await load({
        ...{
          url: servers.url,
          path: "/api/claims",
          body: { token: sale.token, slot: 1 },
          connections,
          seconds,
          freshDevices: true,
        },
      });
      await verify(sale.linkId, measured);
      return measured;
    },
    "sold out": async () => {
      const sale = await makeSale(client, 1);
      await load({
        url: servers.url,
        path: "/api/claims",
        body: { token: sale.token },
        connections: 8,
        amount: 200,
        freshDevices: true,
      });
      return load({
        url: servers.url,
        path: "/api/claims",
        body: { token: sale.token },
        connections,
        seconds,
        freshDevices: true,
      });
    },
  };
  for (const run of Object.values(kinds)) await run(); // warm
  const results = new Map<string, Measured[]>(Object.keys(kinds).map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [kind, run] of Object.entries(kinds)) results.get(kind)!.push(await run());
  const http = median(results.get("node:http")!.map((one) => one.perSecond));
  const next = median(results.get("bare Next route")!.map((one) => one.perSecond));
  for (const [kind, all] of results) {
    const perSecond = median(all.map((one) => one.perSecond));
    say(
      `${kind.padEnd(16)} ${String(perSecond).padStart(7)}/s  p50 ${median(all.map((one) => one.p50))} ms  p99 ${median(all.map((one) => one.p99))} ms  ` +
        `${(perSecond / http).toFixed(2)} × node:http  ${(perSecond / next).toFixed(1)} × Next  ${JSON.stringify(all.at(-1)!.statuses)}`,
    );
  }
  for (const pid of servers.pids) say(`server ${pid}: ${JSON.stringify(usage(pid))}`);
} finally {
  await bare.stop();
  await servers.stop();
  await client.end();
  await database.drop();
}

/** Every "you got it" is one voucher and one claim, and the other way round. */
async function verify(linkId: string, measured: Measured): Promise<void> {
  const { rows } = await client.query(
    `SELECT (SELECT count(*) FROM voucher WHERE link_id = $1 AND status = 'CLAIMED')::int AS vouchers,
      (SELECT count(*) FROM claim WHERE link_id = $1)::int AS claims, (SELECT count(DISTINCT voucher_id) FROM claim WHERE link_id = $1)::int AS different`,
    [linkId],
  );
  const { vouchers, claims, different } = rows[0];
  if (vouchers !== claims || claims !== different || claims < (measured.statuses[200] ?? 0) || claims > measured.sent)
    throw new Error(`counts differ: ${JSON.stringify({ vouchers, claims, different, measured })}`);
}
