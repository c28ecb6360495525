import type { TxCtx } from "#lib/context.ts";
import { seal } from "#lib/crypto.ts";
import { newId } from "#lib/ids.ts";
import { type TemplateName, type TemplateParams, type TemplateSecrets, templates } from "./schema.ts";

export type Envelope<T extends TemplateName> = {
  template: T;
  /** Email address, or a masked phone when the real one is sealed. */
  to: string;
  locale: string;
  params: TemplateParams<T>;
  secrets: TemplateSecrets<T>;
  /** The same key is sent once, ever. */
  dedupeKey?: string;
};

/** Writes one outgoing message in the caller's transaction; the cron route sends it. False when its dedupeKey was used before. */
export async function enqueueMessage<T extends TemplateName>(tx: TxCtx, envelope: Envelope<T>): Promise<boolean> {
  const id = newId(tx.now.getTime());
  const template = templates[envelope.template];
  const { count } = await tx.db.message.createMany({
    data: {
      id,
      channel: template.channel,
      template: envelope.template,
      recipient: envelope.to,
      locale: envelope.locale,
      params: template.params.parse(envelope.params),
      sealedParams: new Uint8Array(seal("message", JSON.stringify(template.sealed.parse(envelope.secrets)), id)),
      dedupeKey: envelope.dedupeKey ?? null,
      nextAttemptAt: tx.now,
      createdAt: tx.now,
    },
    skipDuplicates: true,
  });
  return count === 1;
}
