import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { type ListMovementsInput, listMovementsInput, movementKinds } from "./schema.ts";

export type Movement = {
  id: string;
  at: Date;
  /** topup, purchase, refund.reserve …, or with ".reversal" behind it. */
  kind: string;
  /** Plus: put in. Minus: spent. */
  amountMinor: bigint;
  balanceAfterMinor: bigint;
  memo: string | null;
  document: MovementDocument | null;
};
/** `id` is what its page needs: of a refund the payment's, `topUpId` the top-up's. `title` is empty where only `no` names it. */
export type MovementDocument = {
  type: "topup" | "allotment" | "refund" | "withdrawal";
  id: string;
  topUpId?: string;
  no: number | null;
  title: string;
  quantity: number | null;
};

/** Whose books: a distributor's own, or for staff the one they name. */
function ownerOf(ctx: Ctx, distributorId: string | undefined): string {
  if (ctx.actor.kind === "distributor") {
    authorize(ctx, "balance:own");
    return ctx.actor.distributorId;
  }
  authorize(ctx, "distributor:read");
  if (!distributorId) throw new DomainError("INVALID_INPUT");
  return distributorId;
}

/** Every movement of the prepaid balance with the document it came from, newest first. */
export async function listMovements(ctx: Ctx, raw: ListMovementsInput): Promise<{ items: Movement[]; next: string | null }> {
  const input = listMovementsInput.parse(raw);
  const owner = ownerOf(ctx, input.distributorId);
  const where = [Prisma.sql`a.owner_id = ${owner}::uuid AND a.kind = 'PREPAID'`];
  if (input.after) where.push(Prisma.sql`e.id < ${BigInt(input.after)}`);
  if (input.from) where.push(Prisma.sql`t.at >= ${input.from}`);
  if (input.to) where.push(Prisma.sql`t.at < ${input.to}`);
  if (input.kind === "other")
    where.push(Prisma.sql`split_part(t.kind, '.', 1) <> ALL (${movementKinds.slice(0, -1) as string[]})`);
  else if (input.kind) where.push(Prisma.sql`split_part(t.kind, '.', 1) = ${input.kind}`);
  const rows = await ctx.db.$queryRaw<(Omit<Movement, "document"> & { reference: string })[]>`
    SELECT e.id::text, t.at, t.kind, t.reference, t.memo, -e.amount_minor AS "amountMinor", e.balance_after_minor AS "balanceAfterMinor"
    FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id JOIN ledger_transaction t ON t.id = e.transaction_id
    WHERE ${Prisma.join(where, " AND ")} ORDER BY e.id DESC LIMIT ${input.limit + 1}`;
  const shown = rows.slice(0, input.limit);
  const documents = await findDocuments(ctx, shown);
  const items = shown.map(({ reference, ...row }) => ({ ...row, document: documents.get(reference) ?? null }));
  return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

async function findDocuments(ctx: Ctx, rows: { kind: string; reference: string }[]): Promise<Map<string, MovementDocument>> {
  const referencesOf = (kind: string) =>
    rows.filter((row) => row.kind.split(".")[0] === kind && isUuid(row.reference)).map((row) => row.reference);
  const forAllotment = { include: { product: { select: { name: true } } } };
  const [topUps, allotments, recalls, breakages, refunds, withdrawals] = await Promise.all([
    ctx.db.topUp.findMany({ where: { id: { in: referencesOf("topup") } }, select: { id: true, bankReference: true } }),
    ctx.db.allotment.findMany({ where: { id: { in: referencesOf("purchase") } }, ...forAllotment }),
    ctx.db.recall.findMany({ where: { id: { in: referencesOf("recall") } }, include: { allotment: forAllotment } }),
    ctx.db.breakage.findMany({ where: { id: { in: referencesOf("breakage") } }, include: { allotment: forAllotment } }),
    ctx.db.refund.findMany({
      where: { id: { in: referencesOf("refund") } },
      select: { id: true, no: true, payment: { select: { id: true, subjectId: true } } },
    }),
    ctx.db.withdrawal.findMany({ where: { id: { in: referencesOf("withdrawal") } }, select: { id: true, no: true } }),
  ]);
  const found = new Map<string, MovementDocument>();
  const plain = { no: null, title: "", quantity: null };
  for (const { id, bankReference } of topUps) found.set(id, { ...plain, type: "topup", id, title: bankReference });
  for (const { id, product, quantity } of allotments)
    found.set(id, { ...plain, type: "allotment", id, title: product.name, quantity });
  for (const { id, allotment, quantity } of [...recalls, ...breakages])
    found.set(id, { ...plain, type: "allotment", id: allotment.id, title: allotment.product.name, quantity });
  for (const { id, no, payment } of refunds)
    found.set(id, { ...plain, type: "refund", id: payment.id, topUpId: payment.subjectId, no });
  for (const { id, no } of withdrawals) found.set(id, { ...plain, type: "withdrawal", id, no });
  return found;
}
