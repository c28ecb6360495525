import { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { type KeysetPage, keysetInput, keysetPage } from "#lib/page.ts";
import { type TemplateName, templates } from "./schema.ts";

export const templateNames = Object.keys(templates) as [TemplateName, ...TemplateName[]];

export const messageFilter = keysetInput.extend({
  q: z.string().trim().max(200).optional(),
  channel: z.enum(["EMAIL", "SMS"]).optional(),
  status: z.enum(["PENDING", "SENT", "FAILED"]).optional(),
  template: z.enum(templateNames).optional(),
  from: z.date().optional(),
  to: z.date().optional(),
});

export type MessageRow = {
  id: string;
  channel: "EMAIL" | "SMS";
  template: string;
  recipient: string;
  locale: string;
  status: "PENDING" | "SENT" | "FAILED";
  attempts: number;
  nextAttemptAt: Date;
  sentAt: Date | null;
  provider: string | null;
  providerRef: string | null;
  lastError: string | null;
  createdAt: Date;
};

export const messageColumns = {
  id: true,
  channel: true,
  template: true,
  recipient: true,
  locale: true,
  status: true,
  attempts: true,
  nextAttemptAt: true,
  sentAt: true,
  provider: true,
  providerRef: true,
  lastError: true,
  createdAt: true,
} as const;

/** Every message, newest first, without its text. */
export async function listMessages(ctx: Ctx, raw: Record<string, unknown>): Promise<KeysetPage<MessageRow>> {
  authorize(ctx, "message:read");
  const parsed = messageFilter.safeParse(raw);
  if (!parsed.success) return { items: [], next: null };
  const { after, limit, q, from, to, ...exact } = parsed.data;
  const rows = await ctx.db.message.findMany({
    where: {
      ...exact,
      ...(q ? { recipient: { contains: q, mode: "insensitive" } } : {}),
      ...(from || to ? { createdAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    select: messageColumns,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return keysetPage(rows, limit);
}
