import { z } from "zod";

/** Days of Asia/Shanghai, both included. */
export const periodInput = z.object({ from: z.iso.date(), to: z.iso.date() });
export type Period = z.infer<typeof periodInput>;
