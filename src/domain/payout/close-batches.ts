import type { Ctx } from "#lib/context.ts";

/** Approved batches in which nothing can happen any more are done. Its own statement: it locks no batch while items are paid. Trusted. */
export function closeBatches(ctx: Pick<Ctx, "db" | "now">): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE payout_batch b SET status = 'DONE', done_at = ${ctx.now} WHERE b.status = 'APPROVED' AND NOT EXISTS (
      SELECT 1 FROM payout_item i WHERE i.batch_id = b.id AND i.status NOT IN ('PAID', 'RETURNED', 'CANCELLED'))`;
}
