import { postTransaction, reverseTransaction } from "#domain/ledger/post-transaction.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { cashAccountOf, type OnlineProvider } from "#domain/provider/rules.ts";
import type { TxCtx } from "#lib/context.ts";
import { formatYuan } from "#lib/money.ts";
import { recipientOf } from "./confirm-topup.ts";

/** What a refund does to a distributor's money. Trusted: only the refund's own transactions call these. */
type TopUpRefund = {
  id: string;
  no: string;
  outNo: string;
  ownerId: string;
  amountMinor: bigint;
  provider: OnlineProvider;
};

/** Asked for: the amount cannot be spent any more. Throws INSUFFICIENT_BALANCE when it has been spent already. */
export async function reserveRefund(tx: TxCtx, { id, outNo, ownerId, amountMinor }: TopUpRefund): Promise<void> {
  await postTransaction(tx, {
    kind: "refund.reserve",
    reference: id,
    memo: outNo,
    lines: [
      { account: { kind: "PREPAID", ownerId }, debitMinor: amountMinor },
      { account: { kind: "OUTGOING", ownerId }, creditMinor: amountMinor },
    ],
  });
}

/** It will not be: rejected here, or refused by the provider for good. */
export async function releaseRefund(tx: TxCtx, refund: TopUpRefund, reason: string): Promise<void> {
  await reverseTransaction(tx, { kind: "refund.reserve", reference: refund.id }, refund.outNo);
  await tell(tx, refund, "refund.failed", reason);
}

/** The provider gave it back to the payer. */
export async function finishRefund(tx: TxCtx, refund: TopUpRefund): Promise<void> {
  const { id, outNo, ownerId, amountMinor, provider } = refund;
  await postTransaction(tx, {
    kind: "refund",
    reference: id,
    memo: outNo,
    lines: [
      { account: { kind: "OUTGOING", ownerId }, debitMinor: amountMinor },
      { account: { kind: cashAccountOf(provider) }, creditMinor: amountMinor },
    ],
  });
  await tell(tx, refund, "refund.done", "");
}

async function tell(tx: TxCtx, refund: TopUpRefund, template: "refund.done" | "refund.failed", reason: string): Promise<void> {
  const { name, email, locale } = await recipientOf(tx, refund.ownerId);
  await enqueueMessage(tx, {
    template,
    to: email,
    locale,
    params: { name, no: refund.no, amount: formatYuan(refund.amountMinor), reason },
    secrets: {},
    dedupeKey: `${template}:${refund.id}`,
  });
}
