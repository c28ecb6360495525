import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { TxCtx } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { issuePasswordLink } from "./issue-password-link.ts";
import { firstPasswordLife } from "./rules.ts";
import { type CreateUserInput, createUserInput } from "./schema.ts";

/** Makes an account inside the caller's transaction and mails its owner a link to set the first password. The caller has authorized. */
export async function createUser(tx: TxCtx, raw: CreateUserInput): Promise<{ id: string }> {
  const { email, name, locale, kind, ...home } = createUserInput.parse(raw);
  const id = newId(tx.now.getTime());
  // Asked first: a unique violation would end the caller's transaction before it can say which field is wrong.
  if (await tx.db.user.findUnique({ where: { email }, select: { id: true } }))
    throw new DomainError("DUPLICATE", { fields: { email: "DUPLICATE" } });
  try {
    await tx.db.user.create({ data: { id, email, name, locale, kind, ...home, createdAt: tx.now } });
  } catch (error) {
    if (isUniqueViolation(error, "email")) throw new DomainError("DUPLICATE", { fields: { email: "DUPLICATE" } });
    throw error;
  }
  const link = await issuePasswordLink(tx, id, firstPasswordLife);
  const { operatorName } = await getSettings(tx);
  await enqueueMessage(tx, {
    template: "account.created",
    to: email,
    locale,
    params: { name, operatorName },
    secrets: { link },
  });
  await recordAudit(tx, {
    action: "user.create",
    subject: { type: "user", id },
    after: { email, name, kind, ...home },
  });
  return { id };
}
