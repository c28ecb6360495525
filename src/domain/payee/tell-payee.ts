import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import type { TxCtx } from "#lib/context.ts";
import { payeeLabel } from "./rules.ts";

export type PayeeEvent = "ADDED" | "ACTIVATED" | "REJECTED" | "RETIRED";
type Told = { id: string; distributorId: string; bankName: string; numberMasked: string };

/** Every change is mailed to the distributor's address: a hijacked session cannot do it unseen. */
export async function tellPayee(tx: TxCtx, event: PayeeEvent, account: Told, more: { reason?: string } = {}): Promise<void> {
  const params = { event, account: payeeLabel(account), reason: more.reason ?? "" };
  const dedupeKey = `payee.changed:${event}:${account.id}`;
  await mailDistributors(tx, "payee.changed", [{ distributorId: account.distributorId, params, secrets: {}, dedupeKey }]);
}
