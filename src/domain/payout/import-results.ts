import { type BankResultLine, type BankResultProblem, readBankResult } from "#adapters/payout/bank-result.ts";
import type { PayoutReply } from "#adapters/payout/payout.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openIncident } from "#domain/incident/open-incident.ts";
import { openPayee } from "#domain/payee/reveal-payee.ts";
import { normalNumber } from "#domain/payee/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { applyReply } from "./apply-reply.ts";
import { closeBatches } from "./close-batches.ts";
import type { AttemptState } from "./rules.ts";
import { batchIdInput } from "./schema.ts";

export type ImportedResults = {
  paid: number;
  failed: number;
  returned: number;
  /** Said before, or still under way. */
  same: number;
  /** Lines that match no payment of this batch, or contradict it: each is an incident or a problem below. */
  wrong: number;
  problems: { line: number; problem: BankResultProblem["problem"] | "UNKNOWN_NUMBER" | "MISMATCH" }[];
};
type Attempt = Awaited<ReturnType<typeof findAttempts>>[number];

/**
 * The bank's word on a batch, line by line, each in a transaction of its own with the line as its evidence. The same file again
 * changes nothing; a line about another payee, number or amount is not booked.
 */
export async function importBankResults(
  ctx: Ctx,
  raw: { id: string; name: string },
  open: () => AsyncIterable<Buffer>,
): Promise<ImportedResults> {
  authorize(ctx, "payout:prepare");
  actorOf(ctx, "staff");
  const { id } = batchIdInput.parse(raw);
  const { bankResultTemplate } = await getSettings(ctx);
  const attempts = new Map((await findAttempts(ctx, id)).map((attempt) => [attempt.outNo, attempt]));
  if (attempts.size === 0) throw new DomainError("CONFLICT", { file: "none" });
  const read = await readBankResult(open, bankResultTemplate);
  if (!read.ok) throw new DomainError("UNSUPPORTED_FILE", { reason: read.reason });
  const counts: ImportedResults = { paid: 0, failed: 0, returned: 0, same: 0, wrong: 0, problems: [] };
  for (const { line, problem } of read.problems) counts.problems.push({ line, problem });
  counts.wrong = read.problems.length;
  for (const line of read.lines) count(counts, line, await takeLine(ctx, attempts.get(line.outNo), line, raw.name));
  await closeBatches(ctx);
  await inTransaction(ctx, (tx) => {
    const { problems: _, ...after } = counts;
    return recordAudit(tx, {
      action: "payout.import",
      subject: { type: "payoutBatch", id },
      after: { file: raw.name.slice(0, 100), ...after },
    });
  });
  return { ...counts, problems: counts.problems.slice(0, 50) };
}

const findAttempts = (ctx: Ctx, batchId: string) =>
  ctx.db.payoutAttempt.findMany({
    where: { provider: "BANK", item: { batchId } },
    select: {
      ...{ id: true, itemId: true, outNo: true, amountMinor: true, state: true },
      item: { select: { payeeAccount: true } },
    },
  });

type Outcome = AttemptState | "SAME" | "UNKNOWN_NUMBER" | "MISMATCH";

function count(counts: ImportedResults, { line }: BankResultLine, outcome: Outcome): void {
  if (outcome === "PAID") counts.paid += 1;
  else if (outcome === "FAILED") counts.failed += 1;
  else if (outcome === "RETURNED") counts.returned += 1;
  else if (outcome === "UNKNOWN_NUMBER" || outcome === "MISMATCH" || outcome === "PARKED") {
    counts.wrong += 1;
    counts.problems.push({ line, problem: outcome === "UNKNOWN_NUMBER" ? "UNKNOWN_NUMBER" : "MISMATCH" });
  } else counts.same += 1;
}

async function takeLine(ctx: Ctx, attempt: Attempt | undefined, line: BankResultLine, file: string): Promise<Outcome> {
  if (!attempt) return "UNKNOWN_NUMBER";
  if (!isPayee(attempt, line)) return refuse(ctx, attempt, line);
  const told = await applyReply(ctx, {
    ...{ itemId: attempt.itemId, attemptId: attempt.id, reply: replyOf(ctx, attempt, line) },
    evidence: { kind: "STATEMENT", details: { file: file.slice(0, 100), line: line.line } },
    policy: { inFlightMs: 0, mayResend: false },
    ...{ askedAt: ctx.now, lease: null },
  });
  if (told.mismatch) return "MISMATCH";
  return told.moved && told.state !== "GONE" ? told.state : "SAME";
}

/** The account the bank names must be the one we gave it, as far as it names one. */
function isPayee({ item: { payeeAccount } }: Attempt, { holderName, number }: BankResultLine): boolean {
  const plain = (text: string) => text.normalize("NFKC").replace(/[\s（）()]/g, "");
  if (holderName && plain(holderName) !== plain(payeeAccount.holderName)) return false;
  if (!number || /[*•xX]/.test(number)) return true; // banks print numbers masked
  return normalNumber("BANK", number) === openPayee(payeeAccount);
}

function replyOf(ctx: Ctx, attempt: Attempt, { state, amountMinor, outNo, reason }: BankResultLine): PayoutReply {
  const amount = amountMinor ?? attempt.amountMinor;
  if (state === "PAID") return { state, ref: outNo, amountMinor: amount, feeMinor: 0n, at: ctx.now };
  if (state === "RETURNED") return { state, ref: outNo, reason: reason || "the bank sent it back" };
  return state === "FAILED" ? { state, reason: reason || "the bank refused it" } : { state, ref: null };
}

async function refuse(ctx: Ctx, attempt: Attempt, line: BankResultLine): Promise<"MISMATCH"> {
  await inTransaction(ctx, async (tx) => {
    await openIncident(tx, {
      kind: "payout.mismatch",
      provider: "BANK",
      subject: { type: "payout", id: attempt.itemId },
      expectedMinor: attempt.amountMinor,
      ...(line.amountMinor === null ? {} : { actualMinor: line.amountMinor }),
      details: {
        outNo: line.outNo,
        line: line.line,
        says: line.state,
        why: "another payee",
        named: (line.holderName ?? "").slice(0, 40),
      },
      dedupeKey: `payout.payee:${attempt.id}:${line.state}`,
    });
  });
  return "MISMATCH";
}
