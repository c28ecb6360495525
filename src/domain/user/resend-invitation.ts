import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { issuePasswordLink } from "./issue-password-link.ts";
import { firstPasswordLife } from "./rules.ts";
import { staffMemberInput } from "./schema.ts";

/** A fresh link for somebody who has not set a password yet. */
export function resendInvitation(ctx: Ctx, raw: z.input<typeof staffMemberInput>): Promise<void> {
  authorize(ctx, "staff:manage");
  const { id } = staffMemberInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const user = await tx.db.user.findFirst({ where: { id, kind: "STAFF", passwordHash: null, disabledAt: null } });
    if (!user) throw new DomainError("NOT_FOUND");
    const link = await issuePasswordLink(tx, id, firstPasswordLife);
    const { operatorName } = await getSettings(tx);
    const { email: to, locale, name } = user;
    await enqueueMessage(tx, { template: "account.created", to, locale, params: { name, operatorName }, secrets: { link } });
    await recordAudit(tx, { action: "user.invite", subject: { type: "user", id } });
  });
}
