import { createHash } from "node:crypto";
import type { StatementLine } from "#adapters/payment/payment.ts";
import { openIncidents } from "#domain/incident/open-incident.ts";
import { payeeHash } from "#domain/payee/add-payee.ts";
import type { ProviderName } from "#domain/provider/rules.ts";
import { actorId, type TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { type LineKind, lineText, payeeOf } from "./rules.ts";

const CHUNK = 1000;

export type Loaded = {
  /** Lines that are new. */
  added: number;
  /** Lines that were here already, word for word. */
  repeated: number;
  /** Lines under a number that says something else: an incident each, the first word stays. */
  changed: number;
};
export type NewStatement = {
  provider: ProviderName;
  /** "2026-11-22" of Asia/Shanghai. */
  day: string;
  source: "API" | "UPLOAD";
  sha256: Buffer;
  fileName: string;
  lineCount: number;
  covers: readonly LineKind[];
};

export const statementHash = (day: string, content: Buffer | string): Buffer =>
  createHash("sha256").update(`${day}\n`).update(content).digest();
export const dayDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The statement's row, or the one that came before with the same content. Trusted. */
export async function openStatement(tx: TxCtx, statement: NewStatement): Promise<{ id: string; isNew: boolean }> {
  const { day, sha256, covers, ...rest } = statement;
  const id = newId(tx.now.getTime());
  const loadedById = tx.actor.kind === "staff" ? actorId(tx.actor) : null;
  const bytes = new Uint8Array(sha256);
  const { count } = await tx.db.providerStatement.createMany({
    data: [{ ...rest, covers: [...covers], id, day: dayDate(day), sha256: bytes, loadedById, createdAt: tx.now }],
    skipDuplicates: true,
  });
  if (count === 1) return { id, isNew: true };
  const found = await tx.db.providerStatement.findUniqueOrThrow({
    where: { provider_sha256: { provider: statement.provider, sha256: bytes } },
    select: { id: true },
  });
  return { id: found.id, isNew: false };
}

type Placed = { statementId: string; line: StatementLine };

/** Puts lines into their statements. A line's number counts once per provider, whichever statement it came with. Trusted. */
export async function storeLines(tx: TxCtx, provider: ProviderName, placed: readonly Placed[]): Promise<Loaded> {
  const total: Loaded = { added: 0, repeated: 0, changed: 0 };
  for (let at = 0; at < placed.length; at += CHUNK) {
    const chunk = placed.slice(at, at + CHUNK);
    const { count } = await tx.db.providerStatementLine.createMany({
      data: chunk.map(({ statementId, line }) => rowOf(tx, provider, statementId, line)),
      skipDuplicates: true,
    });
    total.added += count;
    if (count === chunk.length) continue;
    const changed = await reportChanged(tx, provider, chunk);
    total.changed += changed;
    total.repeated += chunk.length - count - changed;
  }
  return total;
}

function rowOf(tx: TxCtx, provider: ProviderName, statementId: string, { payee, ...line }: StatementLine) {
  const { shown, number } = payeeOf(provider, payee);
  const hash = number ? new Uint8Array(payeeHash(...number)) : null;
  return { ...line, id: newId(tx.now.getTime()), statementId, provider, payee: shown, payeeHash: hash };
}

async function reportChanged(tx: TxCtx, provider: ProviderName, chunk: readonly Placed[]): Promise<number> {
  const stored = await tx.db.providerStatementLine.findMany({
    where: { provider, lineId: { in: chunk.map(({ line }) => line.lineId) } },
    select: {
      id: true,
      lineId: true,
      kind: true,
      outNo: true,
      amountMinor: true,
      feeMinor: true,
      statement: { select: { day: true } },
    },
  });
  const byId = new Map(stored.map((row) => [row.lineId, row]));
  const changed = chunk.flatMap(({ line }) => {
    const first = byId.get(line.lineId);
    return first && lineText(first) !== lineText(line) ? [{ first, line }] : [];
  });
  await openIncidents(
    tx,
    changed.map(({ first, line }) => ({
      kind: "reconciliation.different" as const,
      provider,
      subject: { type: "provider_line", id: first.id },
      day: first.statement.day,
      expectedMinor: first.amountMinor,
      actualMinor: line.amountMinor,
      details: { difference: ["changed"], lineId: line.lineId, was: lineText(first), is: lineText(line) },
      dedupeKey: `reconciliation.changed:${provider}:${lineText(line)}`,
    })),
  );
  return changed.length;
}
