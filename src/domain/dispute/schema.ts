import { z } from "zod";
import { correctionInput } from "#domain/adjustment/schema.ts";
import { keysetInput } from "#lib/page.ts";

export const disputeStatuses = ["OPEN", "UPHELD", "CORRECTED", "WITHDRAWN"] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

const text = z.string().trim().min(2).max(2000);
const fileId = z.uuid().nullish();

export const openDisputeInput = z.object({ statementId: z.uuid(), commissionId: z.uuid(), text, fileId });
export type OpenDisputeInput = z.infer<typeof openDisputeInput>;
export const replyDisputeInput = z.object({ disputeId: z.uuid(), text, fileId });
export type ReplyDisputeInput = z.infer<typeof replyDisputeInput>;
export const withdrawDisputeInput = z.object({ disputeId: z.uuid() });

/** UPHELD: the line stands as it is. CORRECTED: it stands, and an adjustment is asked for beside it. */
export const decideDisputeInput = z.discriminatedUnion("outcome", [
  z.object({ disputeId: z.uuid(), outcome: z.literal("UPHELD"), text }),
  correctionInput.extend({ disputeId: z.uuid(), outcome: z.literal("CORRECTED"), text }),
]);
export type DecideDisputeInput = z.infer<typeof decideDisputeInput>;

/** More than this in one thread is a telephone call. */
export const mostMessages = 200;

export const disputeFilter = keysetInput.extend({
  status: z.enum(disputeStatuses).optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
});
export type DisputeFilter = z.input<typeof disputeFilter>;

/** "ZY-000042". */
export const disputeNo = (no: number): string => `ZY-${String(no).padStart(6, "0")}`;
