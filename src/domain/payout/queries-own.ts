import { payoutProviders } from "#adapters/payout/providers.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { type PayeeKind, payeeKinds } from "#domain/payee/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { payeeKindsOf } from "./rules.ts";

/** Kinds of account that money can be sent to here: another one would wait for ever. */
export function listOwnPayeeKinds(ctx: Ctx): PayeeKind[] {
  authorize(ctx, "payee:own");
  const paid = [...payoutProviders().on.values()].flatMap((provider) => payeeKindsOf(provider.name, provider));
  return payeeKinds.filter((kind) => kind === "BANK" || paid.includes(kind));
}

export type AwaitingRow = {
  kind: "statement" | "withdrawal";
  id: string;
  no: number;
  amountMinor: bigint;
  createdAt: Date;
  /** A withdrawal finance has not looked at yet. */
  undecided: boolean;
};

/** What he is to be paid and of which no approved payout is to be seen yet, the oldest first. */
export async function listAwaiting(ctx: Ctx): Promise<AwaitingRow[]> {
  authorize(ctx, "payout:own");
  const { distributorId } = actorOf(ctx, "distributor");
  return ctx.db.$queryRaw<AwaitingRow[]>`
    WITH document AS (
      SELECT 'statement' AS kind, id, no, net_minor AS amount, created_at, FALSE AS undecided FROM statement
      WHERE distributor_id = ${distributorId}::uuid AND status IN ('PAYABLE', 'PREPARED') AND net_minor > 0
      UNION ALL SELECT 'withdrawal', id, no, amount_minor, created_at, status = 'REQUESTED' FROM withdrawal
      WHERE distributor_id = ${distributorId}::uuid AND status IN ('REQUESTED', 'APPROVED', 'PAYING')
    )
    SELECT w.kind, w.id::text AS id, w.no, w.amount AS "amountMinor", w.created_at AS "createdAt", w.undecided FROM document w
    WHERE NOT EXISTS (
      SELECT 1 FROM payout_item i JOIN payout_batch b ON b.id = i.batch_id
      WHERE coalesce(i.statement_id, i.withdrawal_id) = w.id AND i.distributor_id = ${distributorId}::uuid
        AND b.status IN ('APPROVED', 'DONE') AND i.status NOT IN ('PREPARED', 'CANCELLED', 'RETURNED'))
    ORDER BY w.created_at, w.id LIMIT 50`;
}
