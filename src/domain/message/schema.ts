import { z } from "zod";

/**
 * Every message the product sends. `params` may be read by staff; `sealed` holds what must not lie about in plain text.
 * The words are in i18n/<locale>/mail.json and sms.json under the template's name.
 */
export const templates = {
  "account.created": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), operatorName: z.string() }),
    sealed: z.object({ link: z.string() }),
  },
  "password.reset": {
    channel: "EMAIL",
    params: z.object({ name: z.string() }),
    sealed: z.object({ link: z.string() }),
  },
  "password.changed": {
    channel: "EMAIL",
    params: z.object({ name: z.string() }),
    sealed: z.object({}),
  },
  "application.received": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), operatorName: z.string() }),
    sealed: z.object({ link: z.string() }),
  },
  "application.rejected": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), reason: z.string() }),
    sealed: z.object({}),
  },
  "topup.confirmed": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), amount: z.string() }),
    sealed: z.object({}),
  },
  "refund.done": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), no: z.string(), amount: z.string(), reason: z.string() }),
    sealed: z.object({}),
  },
  "refund.failed": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), no: z.string(), amount: z.string(), reason: z.string() }),
    sealed: z.object({}),
  },
  "statement.ready": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), no: z.string(), amount: z.string() }),
    sealed: z.object({}),
  },
  "payee.changed": {
    channel: "EMAIL",
    params: z.object({
      name: z.string(),
      event: z.enum(["ADDED", "ACTIVATED", "REJECTED", "RETIRED"]),
      account: z.string(),
      reason: z.string(),
    }),
    sealed: z.object({}),
  },
  "withdrawal.decided": {
    channel: "EMAIL",
    params: z.object({
      name: z.string(),
      no: z.string(),
      amount: z.string(),
      outcome: z.enum(["APPROVED", "REJECTED"]),
      reason: z.string(),
    }),
    sealed: z.object({}),
  },
  "payout.paid": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), no: z.string(), amount: z.string(), account: z.string() }),
    sealed: z.object({}),
  },
  "payout.returned": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), no: z.string(), amount: z.string(), account: z.string() }),
    sealed: z.object({}),
  },
  "payout.confirm": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), no: z.string(), amount: z.string(), until: z.string() }),
    sealed: z.object({ link: z.string() }),
  },
  "payout.confirmSms": {
    channel: "SMS",
    params: z.object({ amount: z.string(), until: z.string() }),
    sealed: z.object({ phone: z.string() }),
  },
  /** A redemption was reversed after its commission had been settled: the distributor owes it. */
  "commission.clawback": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), product: z.string(), amount: z.string() }),
    sealed: z.object({}),
  },
  /** To the distributor: an answer or a decision in his dispute. */
  "dispute.answered": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), no: z.string(), statement: z.string(), product: z.string(), link: z.string() }),
    sealed: z.object({}),
  },
  "dispute.decided": {
    channel: "EMAIL",
    params: z.object({
      ...{ name: z.string(), no: z.string(), statement: z.string(), product: z.string(), link: z.string() },
      decision: z.enum(["UPHELD", "CORRECTED"]),
    }),
    sealed: z.object({}),
  },
  /** To those of staff who decide: a dispute was opened, or the distributor wrote again. */
  "dispute.opened": {
    channel: "EMAIL",
    params: z.object({ distributor: z.string(), no: z.string(), statement: z.string(), product: z.string(), link: z.string() }),
    sealed: z.object({}),
  },
  "invoice.rejected": {
    channel: "EMAIL",
    params: z.object({ name: z.string(), no: z.string(), reason: z.string() }),
    sealed: z.object({}),
  },
  "stock.low": {
    channel: "EMAIL",
    params: z.object({ product: z.string(), left: z.number() }),
    sealed: z.object({}),
  },
  "incidents.open": {
    channel: "EMAIL",
    params: z.object({ count: z.number(), days: z.number() }),
    sealed: z.object({}),
  },
  "phone.code": {
    channel: "SMS",
    params: z.object({ minutes: z.number() }),
    sealed: z.object({ code: z.string(), phone: z.string() }),
  },
  "voucher.expiring": {
    channel: "SMS",
    params: z.object({
      product: z.string(),
      date: z.string(),
      count: z.number(),
    }),
    sealed: z.object({ phone: z.string() }),
  },
} as const;

export type TemplateName = keyof typeof templates;
export type TemplateParams<T extends TemplateName> = z.infer<(typeof templates)[T]["params"]>;
export type TemplateSecrets<T extends TemplateName> = z.infer<(typeof templates)[T]["sealed"]>;
