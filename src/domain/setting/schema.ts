import { z } from "zod";
import { bankResultTemplate, bankTemplate, usualBankResult, usualBankTemplate } from "#adapters/payout/bank-template.ts";
import { channelDefaults, channelFields } from "./schema-channels.ts";

/** 分 as text. */
const amount = z.string().regex(/^\d{1,12}$/, "form.money");

/** When what fell due is put on statements: so many days after its day (0: within the day, hour by hour), or once a week or month. */
export const cycleSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("DAYS"), days: z.number().int().min(0).max(90), unit: z.enum(["CALENDAR", "WORKING"]) }),
  /** 1 is Monday. */
  z.object({ kind: z.literal("WEEKLY"), weekday: z.number().int().min(1).max(7) }),
  /** A month without that day closes on its last one. */
  z.object({ kind: z.literal("MONTHLY"), day: z.number().int().min(1).max(31) }),
]);
export type Cycle = z.infer<typeof cycleSchema>;

export const taxMethods = ["NONE", "RATE", "LABOUR"] as const;
export type TaxMethod = (typeof taxMethods)[number];

const fields = {
  operatorName: z.string().trim().min(1).max(60),
  /** Where strangers may ask: on the public pages. Empty = not shown. */
  contactEmail: z.union([z.literal(""), z.email({ pattern: z.regexes.email })]),
  contactPhone: z.string().trim().max(30),
  /** How many people one redemption may pay: 3 = the seller and two uplines. */
  networkDepth: z.number().int().min(1).max(10),
  settlementCycle: cycleSchema,
  /** Days a commission stays frozen before it may be settled; a level may say otherwise. */
  holdDays: z.number().int().min(0).max(180),
  /** A statement that would pay less waits for the next period. */
  minPayoutMinor: amount,
  /** What is withheld from persons: nothing, a rate above an exemption per statement, or the table for labour services. */
  taxMethod: z.enum(taxMethods),
  taxRateBps: z.number().int().min(0).max(5_000),
  taxExemptionMinor: amount,
  /** A company's statement is paid only with its invoice on file. */
  requireInvoice: z.boolean(),
  /** How long a merchant may reverse its own redemption. */
  reversalMinutes: z.number().int().min(0).max(10_080),
  /** Days before expiry on which a reminder goes out. */
  reminderDays: z.number().int().min(1).max(60),
  /** What a distributor paid for vouchers that expire unclaimed: the platform keeps it, or gives back the share below. */
  expiredStockPolicy: z.enum(["KEEP", "REFUND"]),
  expiredStockRefundBps: z.number().int().min(1).max(10_000),
  /** A new payee account may be paid to only after so many hours. */
  payeeCoolingHours: z.number().int().min(0).max(720),
  /** A payout batch above this, in 分, is approved by an owner only. */
  payoutLimitFinanceMinor: z.string().regex(/^\d{1,15}$/, "form.money"),
  /** How the bank wants its batch file, and how it answers. */
  bankTemplate,
  bankResultTemplate,
  requireStaffTotp: z.boolean(),
  /** The operator's own recruitment page is /join/<code>. */
  inviteCode: z.string().regex(/^[A-Z0-9]{4,16}$/, "form.invalid"),
  /** The level a new distributor gets unless the reviewer chooses another; null = the lowest. */
  defaultLevelId: z.uuid().nullable(),
  ...channelFields,
};

/** The operator's settings. One row per key in the database; a missing row means the default. */
export const settingsSchema = z.object(fields);
export type Settings = z.infer<typeof settingsSchema>;
export type SettingKey = keyof Settings;

/** Without defaults on purpose: a key that is not given must stay as it is. */
export const settingsChange = z.object(fields).partial();

export const defaultSettings: Settings = {
  operatorName: "卡易速",
  contactEmail: "",
  contactPhone: "",
  networkDepth: 3,
  settlementCycle: { kind: "DAYS", days: 1, unit: "CALENDAR" },
  holdDays: 0,
  minPayoutMinor: "0",
  taxMethod: "NONE",
  taxRateBps: 0,
  taxExemptionMinor: "0",
  requireInvoice: false,
  reversalMinutes: 30,
  reminderDays: 3,
  expiredStockPolicy: "KEEP",
  expiredStockRefundBps: 10_000,
  payeeCoolingHours: 24,
  payoutLimitFinanceMinor: "5000000",
  bankTemplate: usualBankTemplate,
  bankResultTemplate: usualBankResult,
  requireStaffTotp: false,
  inviteCode: "KAYISU",
  defaultLevelId: null,
  ...channelDefaults,
};
