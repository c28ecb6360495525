import { actorOf, authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { unseal } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type ItemRow, itemColumns, itemTables, plain, scopeOf } from "./queries.ts";
import type { AttemptState } from "./rules.ts";

export type EvidenceRow = {
  id: string;
  kind: "REPLY" | "QUERY" | "CALLBACK" | "STATEMENT" | "DECISION";
  fromState: AttemptState;
  toState: AttemptState;
  details: Record<string, unknown>;
  firstPerson: string | null;
  secondPerson: string | null;
  at: Date;
};
export type AttemptRow = {
  id: string;
  turn: number;
  outNo: string;
  state: AttemptState;
  reason: string | null;
  providerRef: string | null;
  feeMinor: bigint;
  confirmBy: Date | null;
  createdAt: Date;
  sentAt: Date | null;
  resolvedAt: Date | null;
  nextQueryAt: Date | null;
  queryCount: number;
  proposedState: AttemptState | null;
  proposedById: string | null;
  proposedBy: string | null;
  proposedReason: string | null;
  proposedAt: Date | null;
  evidence: EvidenceRow[];
};
export type ItemDetail = ItemRow & { preparedBy: string | null; decidedBy: string | null; attempts: AttemptRow[] };

/** One payout with everything that happened to it. A distributor sees the steps and their times, not people or providers' words. */
export async function getItem(ctx: Ctx, id: string): Promise<ItemDetail> {
  const scope = scopeOf(ctx);
  const [row] = isId(id)
    ? await ctx.db.$queryRaw<(ItemRow & { preparedBy: string | null; decidedBy: string | null })[]>`
        SELECT ${itemColumns}, u.name AS "preparedBy", v.name AS "decidedBy" FROM ${itemTables}
        LEFT JOIN app_user u ON u.id = b.prepared_by_id LEFT JOIN app_user v ON v.id = b.decided_by_id
        WHERE i.id = ${id}::uuid AND ${scope}`
    : [];
  if (!row) throw new DomainError("NOT_FOUND");
  const attempts = await readAttempts(ctx, id);
  if (ctx.actor.kind !== "distributor") return { ...row, attempts };
  const hidden = {
    reason: null,
    proposedState: null,
    proposedById: null,
    proposedBy: null,
    proposedReason: null,
    proposedAt: null,
  };
  return {
    ...{ ...plain(ctx, row), preparedBy: null, decidedBy: null },
    attempts: attempts.map((attempt) => ({
      ...{ ...attempt, ...hidden },
      evidence: attempt.evidence.map((one) => ({ ...one, details: {}, firstPerson: null, secondPerson: null })),
    })),
  };
}

async function readAttempts(ctx: Ctx, itemId: string): Promise<AttemptRow[]> {
  const rows = await ctx.db.payoutAttempt.findMany({
    where: { itemId },
    orderBy: { turn: "desc" },
    take: 50,
    omit: { bodyHash: true, confirmSealed: true },
    include: { evidence: { orderBy: { seq: "asc" }, take: 200 } },
  });
  const people = rows.flatMap((row) => [
    row.proposedById,
    ...row.evidence.flatMap((one) => [one.firstPersonId, one.secondPersonId]),
  ]);
  const users = await ctx.db.user.findMany({
    where: { id: { in: people.flatMap((one) => (one ? [one] : [])) } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? null;
  return rows.map(({ evidence, ...row }) => ({
    ...row,
    proposedBy: nameOf(row.proposedById),
    evidence: evidence.map(({ firstPersonId, secondPersonId, details, xactId: _, attemptId: __, seq: ___, ...one }) => ({
      ...one,
      details: details as Record<string, unknown>,
      firstPerson: nameOf(firstPersonId),
      secondPerson: nameOf(secondPersonId),
    })),
  }));
}

/** What the payee confirms with, for himself alone and only while it waits for him. */
export async function getConfirmation(
  ctx: Ctx,
  id: string,
): Promise<{ provider: string; confirm: string; confirmBy: Date | null } | null> {
  authorize(ctx, "payout:own");
  const { distributorId } = actorOf(ctx, "distributor");
  if (!isId(id)) return null;
  const attempt = await ctx.db.payoutAttempt.findFirst({
    where: { itemId: id, state: "WAITING", item: { distributorId } },
    select: { id: true, provider: true, confirmSealed: true, confirmBy: true },
  });
  if (!attempt?.confirmSealed) return null;
  const confirm = unseal("payout-confirm", attempt.confirmSealed, attempt.id);
  return { provider: attempt.provider, confirm, confirmBy: attempt.confirmBy };
}
