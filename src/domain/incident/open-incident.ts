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
  return { opened: (await openIncidents(tx, [incident])) === 1 };
}

/** Many at once; answers how many are new. */
export async function openIncidents(tx: TxCtx, incidents: readonly NewIncident[]): Promise<number> {
  let opened = 0;
  const most = 1000; // a statement has room for so many parameters only
  for (let at = 0; at < incidents.length; at += most) {
    const data = incidents.slice(at, at + most).map(({ subject, details, ...rest }) => ({
      ...rest,
      id: newId(tx.now.getTime()),
      subjectType: subject.type,
      subjectId: subject.id,
      details: details ?? {},
      createdAt: tx.now,
    }));
    opened += (await tx.db.incident.createMany({ data, skipDuplicates: true })).count;
  }
  return opened;
}
