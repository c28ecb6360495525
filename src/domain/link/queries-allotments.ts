import { actorOf, authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";

export type LinkableAllotment = {
  id: string;
  no: number;
  productName: string;
  productLimit: number;
  createdAt: Date;
  /** Vouchers in no link yet: what a new link can hold. */
  free: number;
};

/** The distributor's allotments that can still fill a link, newest first. The asked-for one is in the list even when it is empty. */
export async function listLinkableAllotments(ctx: Ctx, input: { allotmentId?: string } = {}): Promise<LinkableAllotment[]> {
  authorize(ctx, "link:own");
  const { distributorId } = actorOf(ctx, "distributor");
  return ctx.db.$queryRaw<LinkableAllotment[]>`
    SELECT a.id::text, a.no, p.name AS "productName", p.per_person_limit AS "productLimit", a.created_at AS "createdAt", f.free
    FROM allotment a
    JOIN product p ON p.id = a.product_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS free FROM voucher v
      WHERE v.allotment_id = a.id AND v.status = 'ALLOTTED' AND v.link_id IS NULL
        AND (v.expires_at IS NULL OR v.expires_at > ${ctx.now})) f
    WHERE a.distributor_id = ${distributorId}::uuid AND (f.free > 0 OR a.id = ${input.allotmentId ?? null}::uuid)
    ORDER BY a.id DESC LIMIT 100`;
}
