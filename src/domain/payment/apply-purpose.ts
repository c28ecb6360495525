import { confirmPaidTopUp, endTopUp } from "#domain/topup/confirm-paid-topup.ts";
import { finishRefund, releaseRefund, reserveRefund } from "#domain/topup/refund-topup.ts";
import type { TxCtx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { refundNo } from "./rules.ts";

export type PaymentRow = Prisma.PaymentGetPayload<object>;
export type RefundRow = Prisma.RefundGetPayload<object>;

/** What a payment was for decides what its money does and who is told. All in the payment's own transaction. */
type Purpose = {
  paid(tx: TxCtx, payment: PaymentRow): Promise<void>;
  ended(tx: TxCtx, payment: PaymentRow, why: string): Promise<void>;
  refundAsked(tx: TxCtx, payment: PaymentRow, refund: RefundRow): Promise<void>;
  refundOff(tx: TxCtx, payment: PaymentRow, refund: RefundRow, reason: string): Promise<void>;
  refundDone(tx: TxCtx, payment: PaymentRow, refund: RefundRow): Promise<void>;
};

type Online = "STRIPE" | "WECHAT" | "ALIPAY" | "SANDBOX";
const onlineOf = (provider: PaymentRow["provider"]): Online => {
  if (provider === "BANK") throw new Error("a bank transfer is no payment");
  return provider;
};

const ofTopUp = (payment: PaymentRow, { id, no, outNo, amountMinor }: RefundRow) => {
  if (!payment.distributorId) throw new Error(`payment ${payment.id} has no distributor`);
  return { id, outNo, amountMinor, no: refundNo(no), ownerId: payment.distributorId, provider: onlineOf(payment.provider) };
};

const purposes: Partial<Record<PaymentRow["purpose"], Purpose>> = {
  TOPUP: {
    paid: (tx, { subjectId, provider, outNo, feeMinor }) =>
      confirmPaidTopUp(tx, { id: subjectId, provider: onlineOf(provider), outNo, feeMinor }),
    ended: (tx, { subjectId }, why) => endTopUp(tx, subjectId, why),
    refundAsked: (tx, payment, refund) => reserveRefund(tx, ofTopUp(payment, refund)),
    refundOff: (tx, payment, refund, reason) => releaseRefund(tx, ofTopUp(payment, refund), reason),
    refundDone: (tx, payment, refund) => finishRefund(tx, ofTopUp(payment, refund)),
  },
};

export function purposeOf(payment: Pick<PaymentRow, "purpose" | "id">): Purpose {
  const purpose = purposes[payment.purpose];
  if (!purpose) throw new Error(`payment ${payment.id} is for ${payment.purpose}, which nobody answers for`);
  return purpose;
}
