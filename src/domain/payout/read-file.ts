import { type BankRow, bankFile } from "#adapters/payout/bank-file.ts";
import { bankTemplate } from "#adapters/payout/bank-template.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openPayee } from "#domain/payee/reveal-payee.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { sameBytes } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { dayKey } from "#lib/time.ts";
import { bankBodyHash } from "./make-file.ts";
import { batchIdInput } from "./schema.ts";

/** The bank file once more: the same rows, numbers and columns as when it was made, whatever became of them since. */
export async function readBankFile(ctx: Ctx, raw: { id: string }): Promise<{ name: string; pieces: AsyncGenerator<Buffer> }> {
  authorize(ctx, "payout:prepare");
  actorOf(ctx, "staff");
  const { id } = batchIdInput.parse(raw);
  const batch = await ctx.db.payoutBatch.findUnique({ where: { id } });
  if (!batch?.fileNo) throw new DomainError("NOT_FOUND");
  const { fileNo, currency } = batch;
  const attempts = await ctx.db.payoutAttempt.findMany({
    where: { provider: "BANK", item: { batchId: id } },
    include: {
      item: {
        include: { payeeAccount: true, statement: { select: { no: true } }, withdrawal: { select: { no: true } } },
      },
    },
    orderBy: { itemId: "asc" },
  });
  const rows = attempts.map(({ outNo, amountMinor, bodyHash, item: { payeeAccount, statement, withdrawal } }): BankRow => {
    const { holderName, bankName, branchName } = payeeAccount;
    const facts = { outNo, amountMinor, currency, number: openPayee(payeeAccount), holderName, bankName, branchName };
    if (!sameBytes(bankBodyHash(facts), bodyHash)) throw new DomainError("CONFLICT", { outNo });
    return { ...facts, memo: statement ? statementNo(statement.no) : withdrawalNo(withdrawal!.no) };
  });
  // The trace first: the file holds whole account numbers.
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, { action: "payout.download", subject: { type: "payoutBatch", id }, after: { fileNo, rows: rows.length } }),
  );
  const date = dayKey(attempts[0]?.createdAt ?? batch.preparedAt).replaceAll("-", "");
  return { name: fileNo, pieces: bankFile(rows, bankTemplate.parse(batch.fileTemplate), { fileNo, date }) };
}
