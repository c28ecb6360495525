import { z } from "zod";

export const levelInput = z.object({
  name: z.string().trim().min(1).max(40),
  description: z.string().trim().max(200).default(""),
  /** Days its distributors' commissions stay frozen; null: as the settings say. */
  holdDays: z.number().int().min(0).max(180).nullable().default(null),
});
export type LevelInput = z.input<typeof levelInput>;

export const updateLevelInput = levelInput.extend({ id: z.uuid() });

/** Every level, highest first. */
export const reorderInput = z.object({ ids: z.array(z.uuid()).min(1).max(100) });

export const maxLevels = 50;
