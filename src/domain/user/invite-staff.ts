import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { createUser } from "./create-user.ts";
import { inviteStaffInput } from "./schema.ts";

/** A new member of staff sets the password from the mail. */
export function inviteStaff(ctx: Ctx, raw: z.input<typeof inviteStaffInput>): Promise<{ id: string }> {
  authorize(ctx, "staff:manage");
  const input = inviteStaffInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const user = await createUser(tx, { kind: "STAFF", ...input });
    await recordAudit(tx, {
      action: "user.invite",
      subject: { type: "user", id: user.id },
      after: { staffRole: input.staffRole },
    });
    return user;
  });
}
