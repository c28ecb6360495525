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
  return (await enqueueMessages(tx, [envelope])) === 1;
}

/** Many at once in one statement. Returns how many are new. */
export async function enqueueMessages<T extends TemplateName>(tx: TxCtx, envelopes: readonly Envelope<T>[]): Promise<number> {
  if (envelopes.length === 0) return 0;
  const data = envelopes.map((envelope) => {
    const id = newId(tx.now.getTime());
    const template = templates[envelope.template];
    return {
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
    };
  });
  return (await tx.db.message.createMany({ data, skipDuplicates: true })).count;
}
