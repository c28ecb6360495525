import { z } from "zod";
import { authorize, can } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { openSecrets } from "./deliver-messages.ts";
import { type MessageRow, messageColumns } from "./queries.ts";
import { type RenderedEmail, type RenderedSms, renderEmail, renderSms, type Values } from "./render-message.ts";
import { opensAccount } from "./rules.ts";
import type { TemplateName } from "./schema.ts";

export type MessageText = MessageRow & {
  text: RenderedEmail | RenderedSms;
  link: string | null;
  /** `shown`: only the sandbox sent it. `hidden`: it really went out. `cleared`: pruned. `private`: it opens somebody's account. */
  secrets: "none" | "shown" | "hidden" | "cleared" | "private";
};

const dots = "••••••";

/** A message as it reads. One-time codes and links appear only when the sandbox "sent" it, so that a trial can be lived through. */
export async function getMessageText(ctx: Ctx, id: string): Promise<MessageText> {
  authorize(ctx, "message:read");
  const found = z.uuid().safeParse(id).success
    ? await ctx.db.message.findUnique({ where: { id }, select: { ...messageColumns, params: true, sealedParams: true } })
    : null;
  if (!found) throw new DomainError("NOT_FOUND");
  const { params, sealedParams, ...row } = found;
  const template = row.template as TemplateName;
  const opened = openSecrets(template, id, sealedParams);
  const secrets = secretsOf(ctx, row, sealedParams !== null, Object.keys(opened).length > 0);
  const { phone: _, ...visible } = secrets === "shown" ? opened : hide(opened, template);
  const values = { ...(params as Values), ...visible };
  const brand = (await getSettings(ctx)).operatorName;
  const text =
    row.channel === "EMAIL"
      ? await renderEmail(template, row.locale, brand, values)
      : renderSms(template, row.locale, brand, { code: dots, ...values });
  return { ...row, text, secrets, link: secrets === "shown" ? (opened.link ?? null) : null };
}

const hide = (opened: Record<string, string>, template: TemplateName): Record<string, string> => ({
  ...Object.fromEntries(Object.keys(opened).map((key) => [key, dots])),
  ...(opensAccount(template) || "link" in opened ? { link: `https://${dots}` } : {}),
});

function secretsOf(ctx: Ctx, row: MessageRow, kept: boolean, any: boolean): MessageText["secrets"] {
  if (!kept) return "cleared";
  if (!any) return "none";
  if (row.provider !== "sandbox") return "hidden";
  return opensAccount(row.template) && !can(ctx.actor, "staff:manage") ? "private" : "shown";
}
