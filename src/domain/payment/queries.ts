import { authorize } from "#domain/access/rules.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import type { PaymentRow, RefundRow } from "./apply-purpose.ts";
import { type ListPaymentsInput, type ListRefundsInput, listPaymentsInput, listRefundsInput } from "./schema.ts";

const owner = { distributor: { select: { id: true, no: true, name: true } } };
type Owner = { distributor: { id: string; no: number; name: string } | null };
/** A payment as staff see it: never what its payer holds. */
type PaymentItem = Omit<PaymentRow, "handoffSealed"> & Owner;

type Filter = ReturnType<typeof listPaymentsInput.parse>;

/** By our number or the provider's, exactly; by the number people read; by a distributor's name. */
function wherePayment({ q, state, provider, distributorId, from, to }: Omit<Filter, "limit">): Prisma.PaymentWhereInput {
  const no = /^(?:SK-?)?0*(\d{1,9})$/i.exec(q ?? "")?.[1];
  return {
    ...{ state, provider, distributorId },
    ...(from || to ? { createdAt: { gte: from, lt: to } } : {}),
    ...(q
      ? {
          OR: [
            { outNo: q.toUpperCase() },
            { providerRef: q },
            { refunds: { some: { OR: [{ outNo: q.toUpperCase() }, { providerRef: q }] } } },
            { distributor: { name: { contains: q, mode: "insensitive" as const } } },
            ...(no ? [{ no: Number(no) }] : []),
          ],
        }
      : {}),
  };
}

/** Newest first. */
export async function listPayments(ctx: Ctx, raw: ListPaymentsInput): Promise<KeysetPage<PaymentItem>> {
  authorize(ctx, "payment:read");
  const { after, limit, ...filter } = listPaymentsInput.parse(raw);
  const rows = await ctx.db.payment.findMany({
    where: { AND: [wherePayment(filter), after ? { id: { lt: after } } : {}] },
    omit: { handoffSealed: true },
    include: owner,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return keysetPage(rows, limit);
}

type PaymentTotals = { paid: number; paidMinor: bigint; feeMinor: bigint; refundedMinor: bigint; open: number };

/** Of all that fit the filter, not only of the page. */
export async function sumPayments(ctx: Ctx, raw: ListPaymentsInput): Promise<PaymentTotals> {
  authorize(ctx, "payment:read");
  const filter = listPaymentsInput.parse(raw);
  const where = wherePayment(filter);
  const [paid, open] = await Promise.all([
    ctx.db.payment.aggregate({
      where: { AND: [where, { state: "PAID" }] },
      _count: true,
      _sum: { amountMinor: true, feeMinor: true, refundedMinor: true },
    }),
    ctx.db.payment.count({ where: { AND: [where, { state: { in: ["CREATED", "PENDING"] } }] } }),
  ]);
  const { amountMinor, feeMinor, refundedMinor } = paid._sum;
  return { paid: paid._count, paidMinor: amountMinor ?? 0n, feeMinor: feeMinor ?? 0n, refundedMinor: refundedMinor ?? 0n, open };
}

type RefundPeople = { requestedBy: string | null; decidedBy: string | null };
type RefundItem = RefundRow & RefundPeople & { payment: PaymentItem };

export async function listRefunds(ctx: Ctx, raw: ListRefundsInput): Promise<KeysetPage<RefundItem>> {
  authorize(ctx, "payment:read");
  const { after, limit, q, state, provider, distributorId, from, to } = listRefundsInput.parse(raw);
  const no = /^(?:TK-?)?0*(\d{1,9})$/i.exec(q ?? "")?.[1];
  const rows = await ctx.db.refund.findMany({
    where: {
      ...{ state, provider },
      ...(distributorId ? { payment: { distributorId } } : {}),
      ...(from || to ? { createdAt: { gte: from, lt: to } } : {}),
      ...(after ? { id: { lt: after } } : {}),
      ...(q
        ? {
            OR: [
              { outNo: q.toUpperCase() },
              { providerRef: q },
              { payment: { outNo: q.toUpperCase() } },
              { payment: { distributor: { name: { contains: q, mode: "insensitive" as const } } } },
              ...(no ? [{ no: Number(no) }] : []),
            ],
          }
        : {}),
    },
    include: { payment: { omit: { handoffSealed: true }, include: owner } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = keysetPage(rows, limit);
  return { ...page, items: await withPeople(ctx, page.items) };
}

/** How many of each, for tabs and for who has to decide. */
export async function countRefunds(ctx: Ctx): Promise<{ waiting: number; moving: number }> {
  authorize(ctx, "payment:read");
  const [waiting, moving] = await Promise.all([
    ctx.db.refund.count({ where: { state: "REQUESTED" } }),
    ctx.db.refund.count({ where: { state: { in: ["SENDING", "PENDING", "UNKNOWN"] } } }),
  ]);
  return { waiting, moving };
}

/** Trusted: whose names are shown the caller has decided. */
export async function withPeople<Row extends { requestedById: string; decidedById: string | null }>(
  ctx: Pick<Ctx, "db">,
  rows: Row[],
): Promise<(Row & RefundPeople)[]> {
  const ids = new Set(rows.flatMap((row) => [row.requestedById, ...(row.decidedById ? [row.decidedById] : [])]));
  const users = await ctx.db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? null;
  return rows.map((row) => ({ ...row, requestedBy: nameOf(row.requestedById), decidedBy: nameOf(row.decidedById) }));
}

export type PaymentDetail = PaymentItem & {
  refunds: (RefundRow & RefundPeople)[];
  topUpId: string | null;
  /** What may be asked back now: not refunded yet, and not spent. */
  refundableMinor: bigint;
};

export async function getPayment(ctx: Ctx, id: string): Promise<PaymentDetail> {
  authorize(ctx, "payment:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.payment.findUnique({
    where: { id },
    omit: { handoffSealed: true },
    include: { ...owner, refunds: { orderBy: { id: "desc" }, take: 100 } },
  });
  if (!found) throw new DomainError("NOT_FOUND");
  const topUpId = found.purpose === "TOPUP" ? found.subjectId : null;
  const [refunds, prepaidMinor] = await Promise.all([
    withPeople(ctx, found.refunds),
    found.distributorId ? getBalances(ctx, found.distributorId).then((balances) => balances.prepaidMinor) : 0n,
  ]);
  const left = found.state === "PAID" ? found.amountMinor - found.refundedMinor : 0n;
  return { ...found, topUpId, refunds, refundableMinor: topUpId && prepaidMinor < left ? prepaidMinor : left };
}

export type Happening = {
  id: string;
  at: Date;
  /** What people and we did · what a provider told us of itself · what he answered when asked. */
  source: "audit" | "notice" | "answer";
  /** The audit's action, the notice's kind, or the state in the answer. */
  what: string;
  outNo: string | null;
  effect: string | null;
  who: string | null;
  details: string | null;
};

/** Everything that happened to a payment and its refunds, newest first: the latest 200. */
export async function listHappenings(ctx: Ctx, payment: PaymentDetail): Promise<Happening[]> {
  authorize(ctx, "payment:read");
  const outNos = [payment.outNo, ...payment.refunds.map((refund) => refund.outNo)];
  const subjects = [payment.id, ...payment.refunds.map((refund) => refund.id)];
  return ctx.db.$queryRaw<Happening[]>`
    SELECT * FROM (
      (SELECT a.id::text, a.at, 'audit' AS source, a.action AS what, NULL AS "outNo", NULL AS effect, a.actor_name AS who, a.reason AS details
        FROM audit_entry a WHERE a.subject_type IN ('payment', 'refund') AND a.subject_id = ANY (${subjects}::text[]) ORDER BY a.id DESC LIMIT 200)
      UNION ALL (SELECT e.id::text, e.received_at, CASE WHEN e.kind LIKE 'query.%' THEN 'answer' ELSE 'notice' END,
          CASE WHEN e.kind LIKE 'query.%' THEN substr(e.kind, 7) ELSE e.kind END, e.out_no, e.effect, NULL, e.body ->> 'reason'
        FROM provider_event e WHERE e.provider = ${payment.provider}::"Provider" AND e.out_no = ANY (${outNos}::text[]) ORDER BY e.id DESC LIMIT 200)
    ) happening ORDER BY at DESC, id DESC LIMIT 200`;
}
