import { actorOf, authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import type { PayeeKind } from "./rules.ts";
import { type ListPayeesInput, listPayeesInput, type PayeeStatus } from "./schema.ts";

export type PayeeRow = {
  id: string;
  distributorId: string;
  kind: PayeeKind;
  holderName: string;
  numberMasked: string;
  bankName: string;
  branchName: string;
  status: PayeeStatus;
  usableFrom: Date;
  createdAt: Date;
  decidedAt: Date | null;
  rejectReason: string | null;
  retiredAt: Date | null;
};
const shown = {
  ...{ id: true, distributorId: true, kind: true, holderName: true, numberMasked: true, bankName: true, branchName: true },
  ...{ status: true, usableFrom: true, createdAt: true, decidedAt: true, rejectReason: true, retiredAt: true },
} as const;

/** A distributor's own accounts, those in use first. */
export async function listOwnPayees(ctx: Ctx): Promise<PayeeRow[]> {
  authorize(ctx, "payee:own");
  const { distributorId } = actorOf(ctx, "distributor");
  const rows = await ctx.db.payeeAccount.findMany({
    where: { distributorId },
    select: shown,
    orderBy: { id: "desc" },
    take: 100,
  });
  const order: Record<PayeeStatus, number> = { ACTIVE: 0, PENDING: 1, REJECTED: 2, RETIRED: 3 };
  return rows.sort((a, b) => order[a.status] - order[b.status]);
}

/** Whether the signed-in distributor has the second factor that changing an account asks for. */
export async function hasSecondFactor(ctx: Ctx): Promise<boolean> {
  authorize(ctx, "payee:own");
  const { id } = actorOf(ctx, "distributor");
  return (await ctx.db.user.count({ where: { id, totpConfirmedAt: { not: null } } })) === 1;
}

export type StaffPayeeRow = PayeeRow & { distributorName: string; sharedWith: number };

/** What finance checks, newest first; `sharedWith`: other distributors with the same number. */
export async function listPayees(ctx: Ctx, raw: ListPayeesInput = {}): Promise<KeysetPage<StaffPayeeRow>> {
  authorize(ctx, "payee:read");
  const { after, limit, status, kind, distributorId, q, shared } = listPayeesInput.parse(raw);
  const rows = await ctx.db.payeeAccount.findMany({
    where: {
      ...{ status, kind, distributorId },
      ...(q ? { OR: [{ holderName: { contains: q } }, { distributor: { name: { contains: q, mode: "insensitive" } } }] } : {}),
      ...(shared ? { numberHash: { in: await sharedHashes(ctx) } } : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    select: { ...shown, numberHash: true, distributor: { select: { name: true } } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = keysetPage(rows, limit);
  const others = await countOthers(
    ctx,
    page.items.map((row) => row.id),
  );
  const items = page.items.map(({ numberHash: _, distributor, ...row }) => ({
    ...row,
    distributorName: distributor.name,
    sharedWith: others.get(row.id) ?? 0,
  }));
  return { ...page, items };
}

/** One number on two distributors: perhaps one person behind both. A thousand are enough to look at. */
async function sharedHashes(ctx: Ctx): Promise<Uint8Array<ArrayBuffer>[]> {
  const rows = await ctx.db.$queryRaw<{ hash: Uint8Array<ArrayBuffer> }[]>`
    SELECT number_hash AS hash FROM payee_account WHERE status IN ('PENDING', 'ACTIVE')
    GROUP BY 1 HAVING count(DISTINCT distributor_id) > 1 LIMIT 1000`;
  return rows.map((row) => row.hash);
}

async function countOthers(ctx: Ctx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.db.$queryRaw<{ id: string; others: number }[]>`
    SELECT p.id::text AS id, count(DISTINCT o.distributor_id)::int AS others FROM payee_account p
    JOIN payee_account o ON o.number_hash = p.number_hash AND o.distributor_id <> p.distributor_id
    WHERE p.id = ANY (${[...ids]}::uuid[]) GROUP BY 1`;
  return new Map(rows.map((row) => [row.id, row.others]));
}

export async function countPayees(ctx: Ctx): Promise<Record<PayeeStatus, number>> {
  authorize(ctx, "payee:read");
  const groups = await ctx.db.payeeAccount.groupBy({ by: ["status"], _count: true });
  const of = (status: PayeeStatus) => groups.find((group) => group.status === status)?._count ?? 0;
  return { PENDING: of("PENDING"), ACTIVE: of("ACTIVE"), REJECTED: of("REJECTED"), RETIRED: of("RETIRED") };
}

export type PayeeDetail = PayeeRow & {
  distributorName: string;
  distributorStatus: "ACTIVE" | "FROZEN";
  addedBy: string | null;
  decidedBy: string | null;
  /** Other distributors' accounts with the same number. */
  twins: { id: string; distributorId: string; distributorName: string; holderName: string; status: PayeeStatus }[];
  /** The distributor's other accounts, newest first. */
  others: PayeeRow[];
};

export async function getPayee(ctx: Ctx, id: string): Promise<PayeeDetail> {
  authorize(ctx, "payee:read");
  const row = isId(id)
    ? await ctx.db.payeeAccount.findUnique({
        where: { id },
        select: {
          ...{ ...shown, numberHash: true, addedById: true, decidedById: true },
          distributor: { select: { name: true, status: true } },
        },
      })
    : null;
  if (!row) throw new DomainError("NOT_FOUND");
  const { numberHash, addedById, decidedById, distributor, ...account } = row;
  const { distributorId } = row;
  const [twins, others, users] = await Promise.all([
    ctx.db.payeeAccount.findMany({
      where: { numberHash, distributorId: { not: distributorId } },
      select: { id: true, distributorId: true, holderName: true, status: true, distributor: { select: { name: true } } },
      take: 20,
    }),
    ctx.db.payeeAccount.findMany({
      where: { distributorId, id: { not: id } },
      select: shown,
      orderBy: { id: "desc" },
      take: 20,
    }),
    ctx.db.user.findMany({
      where: { id: { in: [addedById, ...(decidedById ? [decidedById] : [])] } },
      select: { id: true, name: true },
    }),
  ]);
  const nameOf = (who: string | null) => users.find((user) => user.id === who)?.name ?? null;
  return {
    ...account,
    ...{ distributorName: distributor.name, distributorStatus: distributor.status },
    ...{ addedBy: nameOf(addedById), decidedBy: nameOf(decidedById) },
    twins: twins.map(({ distributor: { name }, ...twin }) => ({ ...twin, distributorName: name })),
    others,
  };
}
