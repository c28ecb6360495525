import { z } from "zod";

export const levelInput = z.object({
  name: z.string().trim().min(1).max(40),
  description: z.string().trim().max(200).default(""),
});
export type LevelInput = z.infer<typeof levelInput>;

export const updateLevelInput = levelInput.extend({ id: z.uuid() });

/** Every level, highest first. */
export const reorderInput = z.object({ ids: z.array(z.uuid()).min(1).max(100) });

export const maxLevels = 50;
