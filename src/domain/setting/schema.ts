import { z } from "zod";

/** The operator's settings with their defaults. One row per key in the database; a missing row means the default. */
export const settingsSchema = z.object({
  operatorName: z.string().trim().min(1).max(60).default("卡易速"),
  /** How many people one redemption may pay: 3 = the seller and two uplines. */
  networkDepth: z.number().int().min(1).max(10).default(3),
  settlementCycle: z.enum(["T1", "WEEKLY", "MONTHLY"]).default("T1"),
  /** Days a commission stays frozen before it may be settled. */
  holdDays: z.number().int().min(0).max(180).default(0),
  /** How long a merchant may reverse its own redemption. */
  reversalMinutes: z.number().int().min(0).max(10_080).default(30),
  /** Days before expiry on which a reminder goes out. */
  reminderDays: z.number().int().min(1).max(60).default(3),
  requireStaffTotp: z.boolean().default(false),
  /** The operator's own recruitment page is /join/<code>. */
  inviteCode: z
    .string()
    .regex(/^[A-Z0-9]{4,16}$/)
    .default("KAYISU"),
  /** The level a new distributor gets unless the reviewer chooses another; null = the lowest. */
  defaultLevelId: z.uuid().nullable().default(null),
});
export type Settings = z.infer<typeof settingsSchema>;
export type SettingKey = keyof Settings;
export const settingsChange = settingsSchema.partial();
