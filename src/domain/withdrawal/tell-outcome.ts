import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import type { TxCtx } from "#lib/context.ts";
import { formatYuan } from "#lib/money.ts";
import type { LockedWithdrawal } from "./lock-withdrawal.ts";
import { withdrawalNo } from "./rules.ts";

export async function tellOutcome(
  tx: TxCtx,
  withdrawal: LockedWithdrawal,
  outcome: "APPROVED" | "REJECTED",
  reason = "",
): Promise<void> {
  const { id, no, amountMinor, distributorId } = withdrawal;
  const params = { no: withdrawalNo(no), amount: formatYuan(amountMinor), outcome, reason };
  const dedupeKey = `withdrawal.decided:${outcome}:${id}`;
  await mailDistributors(tx, "withdrawal.decided", [{ distributorId, params, secrets: {}, dedupeKey }]);
}
