import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockAllotment, lockLink } from "./lock-link.ts";
import { pointVouchers } from "./point-vouchers.ts";
import { termProblems } from "./rules.ts";
import { type ChangeLinkInput, changeLinkInput } from "./schema.ts";

/** The distributor changes window, limit or note of his link, or adds vouchers to it. The quota given is the new total. */
export function changeLink(ctx: Ctx, raw: ChangeLinkInput): Promise<{ id: string }> {
  authorize(ctx, "link:own");
  const { id, quota, ...terms } = changeLinkInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const link = await lockLink(tx, id);
    if (link.status === "REVOKED") throw new DomainError("REVOKED");
    const after = {
      note: terms.note ?? link.note,
      perPersonLimit: terms.perPersonLimit ?? link.perPersonLimit,
      opensAt: dateOf(terms.opensAt, link.opensAt),
      closesAt: dateOf(terms.closesAt, link.closesAt),
      quota: quota ?? link.quota,
    };
    await checkTerms(tx, link, after);
    await addVouchers(tx, link, after.quota - link.quota);
    await tx.db.claimLink.update({ where: { id }, data: after });
    const { note, perPersonLimit, opensAt, closesAt } = link;
    const before = { note, perPersonLimit, opensAt, closesAt, quota: link.quota };
    await recordAudit(tx, { action: "link.change", subject: { type: "link", id }, before, after });
    return { id };
  });
}

const dateOf = (text: string | null | undefined, otherwise: Date | null) =>
  text === undefined ? otherwise : text === null ? null : new Date(text);

type Locked = Awaited<ReturnType<typeof lockLink>>;
type Terms = { opensAt: Date | null; closesAt: Date | null; perPersonLimit: number };

/** Terms that were fine when they were set stay fine: only what changes is checked. */
async function checkTerms(tx: TxCtx, link: Locked, after: Terms): Promise<void> {
  const product = await tx.db.product.findUniqueOrThrow({ where: { id: link.productId }, select: { perPersonLimit: true } });
  const fields = termProblems(after, { now: tx.now, productLimit: product.perPersonLimit });
  if (after.closesAt?.getTime() === link.closesAt?.getTime() && fields.closesAt === "form.inFuture") delete fields.closesAt;
  if (after.perPersonLimit === link.perPersonLimit) delete fields.perPersonLimit;
  if (Object.keys(fields).length > 0) throw new DomainError("INVALID_INPUT", { fields });
}

async function addVouchers(tx: TxCtx, link: Locked, quantity: number): Promise<void> {
  if (quantity < 0) throw new DomainError("INVALID_INPUT", { fields: { quota: `form.tooSmall|{"min":"${link.quota}"}` } });
  if (quantity === 0) return;
  const owner = await tx.db.distributor.findUniqueOrThrow({ where: { id: link.distributorId }, select: { status: true } });
  if (owner.status === "FROZEN") throw new DomainError("FROZEN");
  await lockAllotment(tx, link.allotmentId);
  await pointVouchers(tx, { linkId: link.id, allotmentId: link.allotmentId, quantity });
}
