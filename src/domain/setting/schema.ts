import { z } from "zod";

const fields = {
  operatorName: z.string().trim().min(1).max(60),
  /** Where strangers may ask: on the public pages. Empty = not shown. */
  contactEmail: z.union([z.literal(""), z.email({ pattern: z.regexes.email })]),
  contactPhone: z.string().trim().max(30),
  /** How many people one redemption may pay: 3 = the seller and two uplines. */
  networkDepth: z.number().int().min(1).max(10),
  settlementCycle: z.enum(["T1", "WEEKLY", "MONTHLY"]),
  /** Days a commission stays frozen before it may be settled. */
  holdDays: z.number().int().min(0).max(180),
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
  requireStaffTotp: z.boolean(),
  /** The operator's own recruitment page is /join/<code>. */
  inviteCode: z.string().regex(/^[A-Z0-9]{4,16}$/, "form.invalid"),
  /** The level a new distributor gets unless the reviewer chooses another; null = the lowest. */
  defaultLevelId: z.uuid().nullable(),
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
  settlementCycle: "T1",
  holdDays: 0,
  reversalMinutes: 30,
  reminderDays: 3,
  expiredStockPolicy: "KEEP",
  expiredStockRefundBps: 10_000,
  payeeCoolingHours: 24,
  payoutLimitFinanceMinor: "5000000",
  requireStaffTotp: false,
  inviteCode: "KAYISU",
  defaultLevelId: null,
};
