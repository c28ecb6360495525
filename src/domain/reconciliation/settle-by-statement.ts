import { authorize } from "#domain/access/rules.ts";
import { applyReply } from "#domain/payout/apply-reply.ts";
import type { ProviderName } from "#domain/provider/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { dayDate } from "./load-statement.ts";
import { samePayee } from "./match-lines.ts";

const MOST = 500;

type Told = {
  lineId: string;
  kind: "PAYOUT" | "RETURN";
  itemId: string;
  attemptId: string;
  amountMinor: bigint;
  feeMinor: bigint;
  ref: string | null;
  at: Date;
};

/**
 * A line of a statement is evidence: a payout nobody could tell about is settled by the day's line with its number, amount and
 * payee; one that was paid and came back is known to have. Anything that differs is left to the comparison, and to a person.
 */
export async function settleByStatement(ctx: Ctx, provider: ProviderName, day: string): Promise<{ settled: number }> {
  authorize(ctx, "reconciliation:run");
  let settled = 0;
  for (const told of await listTold(ctx, provider, day)) {
    const { itemId, attemptId, kind, amountMinor, feeMinor, at } = told;
    const ref = told.ref ?? told.lineId;
    const reply =
      kind === "PAYOUT"
        ? { state: "PAID" as const, ref, amountMinor, feeMinor, at }
        : { state: "RETURNED" as const, ref, reason: "the provider's statement says so" };
    const evidence = { kind: "STATEMENT" as const, details: { provider, day, lineId: told.lineId } };
    const policy = { inFlightMs: Number.MAX_SAFE_INTEGER, mayResend: false };
    const applied = await applyReply(ctx, { itemId, attemptId, reply, evidence, policy, askedAt: ctx.now, lease: null }).catch(
      (err) => log.error({ err, attemptId }, "a statement's word on a payout could not be applied"),
    );
    if (applied?.moved) settled += 1;
  }
  return { settled };
}

/** A returned payout that was never known to be paid is told by two lines: the payment comes first. */
function listTold(ctx: Ctx, provider: ProviderName, day: string): Promise<Told[]> {
  return ctx.db.$queryRaw<Told[]>`
    SELECT l.line_id AS "lineId", l.kind::text AS kind, a.item_id::text AS "itemId", a.id::text AS "attemptId", a.amount_minor AS "amountMinor",
      l.fee_minor AS "feeMinor", l.provider_ref AS ref, l.at
    FROM provider_statement_line l JOIN provider_statement s ON s.id = l.statement_id
    JOIN payout_attempt a ON a.provider = l.provider AND a.out_no = l.out_no JOIN payee_account y ON y.id = a.payee_account_id
    WHERE s.provider = ${provider}::"Provider" AND s.day = ${dayDate(day)}::date AND l.matched_id IS NULL
      AND (l.kind = 'PAYOUT' AND a.state IN ('INTENT', 'PENDING', 'WAITING', 'UNKNOWN', 'PARKED') AND l.amount_minor = -a.amount_minor
          AND ${samePayee("l", "y.number_hash", "ARRAY[y.holder_name, y.number_masked]")}
        OR l.kind = 'RETURN' AND a.state IN ('PENDING', 'WAITING', 'UNKNOWN', 'PARKED', 'PAID') AND l.amount_minor = a.amount_minor)
    ORDER BY l.at, l.kind LIMIT ${MOST}`;
}
