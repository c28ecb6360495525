import { z } from "zod";
import { onlineProviders } from "#domain/provider/rules.ts";
import { keysetInput } from "#lib/page.ts";

export const paymentMethods = [
  "WECHAT_NATIVE",
  "WECHAT_H5",
  "WECHAT_JSAPI",
  "ALIPAY_PAGE",
  "ALIPAY_WAP",
  "STRIPE_CHECKOUT",
  "SANDBOX",
] as const;
export const paymentStates = ["CREATED", "PENDING", "PAID", "CLOSED", "FAILED"] as const;
export const refundStates = ["REQUESTED", "SENDING", "PENDING", "UNKNOWN", "DONE", "FAILED", "REJECTED"] as const;
export type PaymentState = (typeof paymentStates)[number];
export type RefundState = (typeof refundStates)[number];

/** One payment is at least one yuan, which every provider takes, and at most two hundred thousand: more comes by bank. */
const minTopUpMinor = 100n;
const maxTopUpMinor = 20_000_000n;

const money = (from: bigint, to: bigint) =>
  z
    .string()
    .regex(/^\d{1,18}$/, "form.money")
    .refine((text) => BigInt(text) >= from && BigInt(text) <= to, "form.money");

export const startTopUpInput = z.object({
  amountMinor: money(minTopUpMinor, maxTopUpMinor),
  method: z.enum(paymentMethods),
  /** WeChat's name of the payer, for WECHAT_JSAPI. */
  openid: z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,64}$/)
    .optional(),
});
export type StartTopUpInput = z.input<typeof startTopUpInput>;

export const paymentIdInput = z.object({ id: z.uuid() });
export type PaymentIdInput = z.input<typeof paymentIdInput>;

const reason = z.string().trim().min(2).max(200);
export const requestRefundInput = z.object({
  paymentId: z.uuid(),
  amountMinor: money(1n, maxTopUpMinor),
  reason,
});
export type RequestRefundInput = z.input<typeof requestRefundInput>;
export const approveRefundInput = z.object({ id: z.uuid() });
export const rejectRefundInput = z.object({ id: z.uuid(), reason });
export type RejectRefundInput = z.input<typeof rejectRefundInput>;

const filter = {
  after: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  provider: z.enum(onlineProviders).optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
};
export const listPaymentsInput = keysetInput.extend({ ...filter, state: z.enum(paymentStates).optional().catch(undefined) });
export type ListPaymentsInput = z.input<typeof listPaymentsInput>;
export const listRefundsInput = keysetInput.extend({ ...filter, state: z.enum(refundStates).optional().catch(undefined) });
export type ListRefundsInput = z.input<typeof listRefundsInput>;

export const decideSandboxInput = z.object({
  outNo: z.string().regex(/^[A-Z0-9]{10,32}$/),
  state: z.enum(["PAID", "FAILED", "CLOSED"]),
  /** The provider's notice gets lost on its way. */
  silent: z.boolean().default(false),
});
export type DecideSandboxInput = z.input<typeof decideSandboxInput>;
