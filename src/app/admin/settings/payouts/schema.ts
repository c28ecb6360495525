import { z } from "zod";
import {
  type BankField,
  type BankResultTemplate,
  type BankTemplate,
  bankFields,
  bankResultTemplate,
  bankTemplate,
} from "#adapters/payout/bank-template.ts";
import { type Settings, settingsSchema } from "#domain/setting/schema.ts";

/** The form's shape of the payout settings: a column is a field or a fixed text, words are typed one beside another. */
const column = z.object({
  heading: z.string().trim().max(40),
  field: z.enum([...bankFields, "fixed"]),
  fixed: z.string().max(100),
});
const words = z.string().max(400);
export const payoutSettings = settingsSchema.pick({ payeeCoolingHours: true, payoutLimitFinanceMinor: true }).extend({
  bank: z.object({
    ...bankTemplate.def.shape,
    columns: z.array(column).min(3).max(40),
  }),
  result: z.object({
    columns: z.object({
      ...{ outNo: z.string().max(40), status: z.string().max(40), amount: z.string().max(40) },
      ...{ reason: z.string().max(40), holderName: z.string().max(40), number: z.string().max(40) },
    }),
    ...{ paid: words, failed: words, returned: words, pending: words },
    amount: z.enum(["yuan", "fen"]),
  }),
});
export type PayoutSettings = z.infer<typeof payoutSettings>;

const list = (text: string) =>
  text
    .split(/[,，、\n]+/)
    .map((word) => word.trim())
    .filter(Boolean);

export function toForm(settings: Settings): PayoutSettings {
  const { payeeCoolingHours, payoutLimitFinanceMinor, bankTemplate: bank, bankResultTemplate: result } = settings;
  const { columns = {}, paid, failed, returned, pending, amount } = result;
  const none = { outNo: "", status: "", amount: "", reason: "", holderName: "", number: "" };
  return {
    ...{ payeeCoolingHours, payoutLimitFinanceMinor },
    bank: {
      ...bank,
      columns: bank.columns.map((one) =>
        "fixed" in one ? { heading: one.heading, field: "fixed", fixed: one.fixed } : { ...one, fixed: "" },
      ),
    },
    result: {
      ...{ columns: { ...none, ...columns }, amount },
      ...{ paid: paid.join("、"), failed: failed.join("、"), returned: returned.join("、"), pending: pending.join("、") },
    },
  };
}

export function fromForm({ bank, result, ...rest }: PayoutSettings) {
  const named = Object.entries(result.columns).filter(([, heading]) => heading.trim() !== "");
  return {
    ...rest,
    bankTemplate: {
      ...bank,
      columns: bank.columns.map(({ heading, field, fixed }) =>
        field === "fixed" ? { heading, fixed } : { heading, field: field as BankField },
      ),
    } satisfies BankTemplate,
    bankResultTemplate: bankResultTemplate.parse({
      ...{ columns: Object.fromEntries(named), amount: result.amount },
      ...{ paid: list(result.paid), failed: list(result.failed), returned: list(result.returned), pending: list(result.pending) },
    }) satisfies BankResultTemplate,
  };
}

/** What every bank file must have, and has not, or has twice: without them nobody could be paid, or no result could be read. */
export function missingColumns(columns: readonly { field: string }[]): BankField[] {
  const needed = ["amount", "holderName", "number", "outNo"] as const;
  const count = (field: string) => columns.filter((one) => one.field === field).length;
  return needed.filter((field) => (field === "outNo" ? count(field) !== 1 : count(field) === 0));
}
