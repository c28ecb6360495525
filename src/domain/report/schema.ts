import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const reason = z.string().trim().min(2).max(500);

/** Closes every open day up to this one, in order. `reason`: why, although something of them is still open. */
export const closeDaysInput = z.object({ until: day, reason: reason.optional() });
export type CloseDaysInput = z.input<typeof closeDaysInput>;

export const reopenDayInput = z.object({ day, reason });
export type ReopenDayInput = z.input<typeof reopenDayInput>;
