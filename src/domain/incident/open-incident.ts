import type { TxCtx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import type { IncidentKind } from "./rules.ts";

export type NewIncident = {
  kind: IncidentKind;
  provider?: "STRIPE" | "WECHAT" | "ALIPAY" | "BANK" | "SANDBOX";
  /** What it is about: "payment", "refund", "payout", "provider_line", … and its id. */
  subject: { type: string; id: string };
  day?: Date;
  expectedMinor?: bigint;
  actualMinor?: bigint;
  details?: Prisma.InputJsonObject;
  /** One cause, one incident: the same key again changes nothing. */
  dedupeKey: string;
};

/** Puts something before a person, in its cause's own transaction. Trusted: only commands call it. */
export async function openIncident(tx: TxCtx, incident: NewIncident): Promise<{ opened: boolean }> {
  const { subject, details, ...rest } = incident;
  const { count } = await tx.db.incident.createMany({
    data: [
      {
        ...rest,
        id: newId(tx.now.getTime()),
        subjectType: subject.type,
        subjectId: subject.id,
        details: details ?? {},
        createdAt: tx.now,
      },
    ],
    skipDuplicates: true,
  });
  return { opened: count === 1 };
}
