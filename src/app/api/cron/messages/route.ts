import { deliverMessages } from "#domain/message/deliver-messages.ts";
import { pruneSecrets } from "#domain/message/prune-secrets.ts";
import { cronRoute } from "#lib/route.ts";
import { hour } from "#lib/time.ts";

const housekeeping = { at: 0 };

/** Called every few seconds; tidying up once an hour is enough. */
export const POST = cronRoute("messages", async (ctx) => {
  const delivered = await deliverMessages(ctx);
  if (ctx.now.getTime() - housekeeping.at < hour) return delivered;
  housekeeping.at = ctx.now.getTime();
  return { ...delivered, pruned: await pruneSecrets(ctx) };
});
export { POST as GET };
