import { settleDue } from "#domain/settlement/settle-due.ts";
import { systemActor } from "#lib/context.ts";
import { createDb } from "#lib/db.ts";

/** A process of its own that settles, a few distributors at a time, until nothing is left: made to be killed. argv: database, time. */
const [url, now] = process.argv.slice(2) as [string, string];
const ctx = { db: createDb(url, { poolSize: 2 }), actor: systemActor("cron:settlement"), now: new Date(now) };
for (;;) {
  const { more } = await settleDue(ctx, { limit: 5 });
  if (!more) break;
}
await ctx.db.$disconnect();
