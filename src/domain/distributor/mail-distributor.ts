import { enqueueMessages } from "#domain/message/enqueue-message.ts";
import type { TemplateName, TemplateParams, TemplateSecrets } from "#domain/message/schema.ts";
import type { TxCtx } from "#lib/context.ts";

export type Letter<T extends TemplateName> = {
  distributorId: string;
  /** What the template needs besides the name. */
  params: Omit<TemplateParams<T>, "name">;
  secrets: TemplateSecrets<T>;
  /** The same key is sent once, ever. */
  dedupeKey?: string;
};

/** Mails distributors at their own address, in the language of their first user. Trusted: only commands call it. */
export async function mailDistributors<T extends TemplateName>(
  tx: TxCtx,
  template: T,
  letters: readonly Letter<T>[],
): Promise<number> {
  if (letters.length === 0) return 0;
  const found = await tx.db.distributor.findMany({
    where: { id: { in: [...new Set(letters.map((letter) => letter.distributorId))] } },
    select: { id: true, name: true, email: true, users: { select: { locale: true }, orderBy: { id: "asc" }, take: 1 } },
  });
  const byId = new Map(found.map((one) => [one.id, one]));
  return enqueueMessages(
    tx,
    letters.flatMap(({ distributorId, params, secrets, dedupeKey }) => {
      const to = byId.get(distributorId);
      if (!to) return [];
      const locale = to.users[0]?.locale ?? "zh-CN";
      return [{ template, to: to.email, locale, params: { name: to.name, ...params } as TemplateParams<T>, secrets, dedupeKey }];
    }),
  );
}
