import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransactions } from "#domain/ledger/post-transaction.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import type { Providers } from "./call-provider.ts";
import { limitsOf, type PayableRow, readPayable } from "./queries-payable.ts";
import { batchNo } from "./rules.ts";
import { type PrepareBatchInput, prepareBatchInput } from "./schema.ts";

/**
 * Puts chosen statements and withdrawals into a batch of one provider, for another person to approve. Each item's money is reserved
 * at once, so that nothing else can be paid with it. All of what was previewed, or nothing.
 */
export async function prepareBatch(ctx: Ctx, raw: PrepareBatchInput, providers?: Providers): Promise<{ id: string; no: number }> {
  authorize(ctx, "payout:prepare");
  const preparedById = actorOf(ctx, "staff").id;
  const input = prepareBatchInput.parse(raw);
  const limits = limitsOf(input.provider, providers);
  return inTransaction(ctx, async (tx) => {
    await lockDocuments(tx, input);
    const rows = await readPayable(tx, limits, input);
    const totalMinor = rows.reduce((sum, row) => sum + row.amountMinor, 0n);
    const asked = new Set([...input.statementIds, ...input.withdrawalIds]).size;
    if (rows.length !== asked || totalMinor !== BigInt(input.totalMinor))
      throw new DomainError("CONFLICT", { rows: rows.length });
    const blocked = rows.find((row) => row.obstacle);
    if (blocked) throw new DomainError("PAYEE_REQUIRED", { name: blocked.distributorName, obstacle: blocked.obstacle });
    const id = newId(tx.now.getTime());
    const { provider, note } = input;
    const { no } = await tx.db.payoutBatch.create({
      data: { id, provider, note, itemCount: rows.length, totalMinor, preparedById, preparedAt: tx.now },
      select: { no: true },
    });
    await makeItems(tx, id, rows);
    const after = { no: batchNo(no), provider, items: rows.length, totalMinor };
    await recordAudit(tx, { action: "payout.prepare", subject: { type: "payoutBatch", id }, after });
    return { id, no };
  });
}

/** In id order; whoever pays, cancels or disputes a document waits here and then sees it taken. */
async function lockDocuments(tx: TxCtx, input: { statementIds: string[]; withdrawalIds: string[] }): Promise<void> {
  await tx.db.$queryRaw`SELECT 1 FROM statement WHERE id = ANY (${input.statementIds}::uuid[]) ORDER BY id FOR UPDATE`;
  await tx.db.$queryRaw`SELECT 1 FROM withdrawal WHERE id = ANY (${input.withdrawalIds}::uuid[]) ORDER BY id FOR UPDATE`;
}

async function makeItems(tx: TxCtx, batchId: string, rows: readonly PayableRow[]): Promise<void> {
  const items = rows.map((row) => ({ row, id: newId(tx.now.getTime()) }));
  await tx.db.payoutItem.createMany({
    data: items.map(({ row, id }) => ({
      ...{ id, batchId, distributorId: row.distributorId, payeeAccountId: row.payeeAccountId!, amountMinor: row.amountMinor },
      ...(row.kind === "statement" ? { statementId: row.id } : { withdrawalId: row.id }),
      createdAt: tx.now,
    })),
  });
  const of = (kind: PayableRow["kind"]) => items.filter(({ row }) => row.kind === kind);
  const idsOf = (kind: PayableRow["kind"]) => of(kind).map(({ row }) => row.id);
  await tx.db.statement.updateMany({ where: { id: { in: idsOf("statement") } }, data: { status: "PREPARED" } });
  await tx.db.withdrawal.updateMany({ where: { id: { in: idsOf("withdrawal") } }, data: { status: "PAYING" } });
  // A withdrawal's money is on its way since it was asked for.
  await postTransactions(
    tx,
    of("statement").map(({ row, id }) => ({
      kind: "payout.reserve",
      reference: id,
      lines: [
        { account: { kind: "COMMISSION_PAYABLE" as const, ownerId: row.distributorId }, debitMinor: row.amountMinor },
        { account: { kind: "OUTGOING" as const, ownerId: row.distributorId }, creditMinor: row.amountMinor },
      ],
    })),
  );
}
