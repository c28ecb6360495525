import { type BankRow, type BankRowProblem, checkBankRows } from "#adapters/payout/bank-file.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openPayee } from "#domain/payee/reveal-payee.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { keyedHash } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { dayKey } from "#lib/time.ts";
import { newOutNo } from "./claim-item.ts";
import { lockBatch } from "./lock-batch.ts";
import { batchIdInput } from "./schema.ts";

/**
 * Makes the bank file of an approved batch, once: its number, each payment's number and the columns are committed before anybody
 * can download it. From then on the payments are with the bank, and only its result or two people say what became of them.
 */
export function makeBankFile(ctx: Ctx, raw: { id: string }): Promise<{ fileNo: string; items: number }> {
  authorize(ctx, "payout:prepare");
  actorOf(ctx, "staff");
  const { id } = batchIdInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, id);
    if (batch.provider !== "BANK" || batch.status !== "APPROVED" || batch.fileNo)
      throw new DomainError("CONFLICT", { status: batch.status });
    await holdChanged(tx, id);
    const rows = await readReady(tx, id);
    if (rows.length === 0) throw new DomainError("CONFLICT", { items: 0 });
    const { bankTemplate: template } = await getSettings(tx);
    const problems = checkBankRows(rows, template);
    if (problems.length > 0) throw new DomainError("INVALID_INPUT", { rows: named(rows, problems) });
    await handOver(tx, rows);
    const fileNo = `FK${dayKey(tx.now).replaceAll("-", "").slice(2)}${String(batch.no).padStart(6, "0")}`;
    await tx.db.payoutBatch.update({ where: { id }, data: { fileNo, fileTemplate: template } });
    const after = { fileNo, items: rows.length, totalMinor: rows.reduce((sum, row) => sum + row.amountMinor, 0n) };
    await recordAudit(tx, { action: "payout.file", subject: { type: "payoutBatch", id }, after });
    return { fileNo, items: rows.length };
  });
}

type ReadyRow = BankRow & { itemId: string; itemNo: number; payeeAccountId: string };

/** As a sender does at the last moment: the account must be in use, the distributor not frozen. */
const holdChanged = (tx: TxCtx, batchId: string) =>
  tx.db.$executeRaw`
    UPDATE payout_item i SET status = 'HELD', reason = CASE p.status WHEN 'ACTIVE' THEN 'FROZEN' ELSE 'PAYEE_CHANGED' END, updated_at = ${tx.now}
    FROM payee_account p JOIN distributor d ON d.id = p.distributor_id
    WHERE i.batch_id = ${batchId}::uuid AND i.status = 'READY' AND p.id = i.payee_account_id AND (p.status <> 'ACTIVE' OR d.status <> 'ACTIVE')`;

async function readReady(tx: TxCtx, batchId: string): Promise<ReadyRow[]> {
  await tx.db.$queryRaw`SELECT 1 FROM payout_item WHERE batch_id = ${batchId}::uuid AND status = 'READY' ORDER BY id FOR UPDATE`;
  const items = await tx.db.payoutItem.findMany({
    where: { batchId, status: "READY" },
    include: {
      payeeAccount: true,
      statement: { select: { no: true } },
      withdrawal: { select: { no: true } },
      batch: { select: { currency: true } },
    },
    orderBy: { id: "asc" },
  });
  return items.map(({ payeeAccount, ...item }) => ({
    ...{ itemId: item.id, itemNo: item.no, payeeAccountId: payeeAccount.id, outNo: newOutNo(item.no, 1, tx.now) },
    ...{ amountMinor: item.amountMinor, currency: item.batch.currency, number: openPayee(payeeAccount) },
    ...{ holderName: payeeAccount.holderName, bankName: payeeAccount.bankName, branchName: payeeAccount.branchName },
    memo: item.statement ? statementNo(item.statement.no) : withdrawalNo(item.withdrawal!.no),
  }));
}

/** What cannot be written, by the payee's name, so that finance finds it. */
const named = (rows: readonly ReadyRow[], problems: readonly BankRowProblem[]) =>
  problems.slice(0, 20).map(({ outNo, field, problem }) => ({
    name: rows.find((row) => row.outNo === outNo)?.holderName ?? "",
    field,
    problem,
  }));

export const bankBodyHash = (row: Omit<BankRow, "memo">): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    keyedHash("payout-body", JSON.stringify([row.outNo, String(row.amountMinor), row.currency, row.number, row.holderName])),
  );

async function handOver(tx: TxCtx, rows: readonly ReadyRow[]): Promise<void> {
  const attempts = rows.map((row) => ({ row, id: newId(tx.now.getTime()) }));
  await tx.db.payoutAttempt.createMany({
    data: attempts.map(({ row, id }) => ({
      ...{ id, itemId: row.itemId, turn: 1, provider: "BANK" as const, outNo: row.outNo, payeeAccountId: row.payeeAccountId },
      ...{ amountMinor: row.amountMinor, bodyHash: bankBodyHash(row), createdAt: tx.now, sentAt: tx.now },
    })),
  });
  await tx.db.payoutEvidence.createMany({
    data: attempts.map(({ id }) => ({
      ...{
        id: newId(tx.now.getTime()),
        attemptId: id,
        kind: "REPLY" as const,
        fromState: "INTENT" as const,
        toState: "PENDING" as const,
      },
      ...{ details: { file: true }, at: tx.now },
    })),
  });
  await tx.db.payoutAttempt.updateMany({ where: { id: { in: attempts.map(({ id }) => id) } }, data: { state: "PENDING" } });
  await tx.db.payoutItem.updateMany({ where: { id: { in: rows.map((row) => row.itemId) } }, data: { status: "SENDING" } });
}
