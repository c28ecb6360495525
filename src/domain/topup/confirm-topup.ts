import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { formatYuan } from "#lib/money.ts";
import { confirmTopUpInput } from "./schema.ts";

/** The second pair of eyes. The guarded update lets one confirmation through; the ledger would refuse a second as well. */
export function confirmTopUp(ctx: Ctx, raw: { id: string }): Promise<{ id: string }> {
  authorize(ctx, "topup:decide");
  const decidedById = actorOf(ctx, "staff").id;
  const { id } = confirmTopUpInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const topUp = await getPending(tx, id);
    if (topUp.recordedById === decidedById) throw new DomainError("SECOND_PERSON_REQUIRED");
    const { count } = await tx.db.topUp.updateMany({
      where: { id, status: "PENDING" },
      data: { status: "CONFIRMED", decidedById, decidedAt: tx.now },
    });
    if (count === 0) throw new DomainError("CONFLICT");
    await postTransaction(tx, {
      kind: "topup",
      reference: id,
      memo: topUp.bankReference,
      lines: [
        { account: { kind: "BANK" }, debitMinor: topUp.amountMinor },
        { account: { kind: "PREPAID", ownerId: topUp.distributorId }, creditMinor: topUp.amountMinor },
      ],
    });
    await tellDistributor(tx, topUp);
    await recordAudit(tx, {
      action: "topup.confirm",
      subject: { type: "topup", id },
      before: { status: "PENDING" },
      after: { status: "CONFIRMED", amountMinor: topUp.amountMinor, distributorId: topUp.distributorId },
    });
    return { id };
  });
}

export async function getPending(tx: TxCtx, id: string) {
  const topUp = await tx.db.topUp.findUnique({ where: { id } });
  if (!topUp) throw new DomainError("NOT_FOUND");
  // What is paid through a provider is confirmed by its payment, never by a person.
  if (topUp.status !== "PENDING" || topUp.method !== "BANK") throw new DomainError("CONFLICT", { status: topUp.status });
  return topUp;
}

/** Whom mails about a distributor's money go to. */
export async function recipientOf(tx: TxCtx, distributorId: string): Promise<{ name: string; email: string; locale: string }> {
  const { name, email, users } = await tx.db.distributor.findUniqueOrThrow({
    where: { id: distributorId },
    select: { name: true, email: true, users: { select: { locale: true }, take: 1, orderBy: { createdAt: "asc" } } },
  });
  return { name, email, locale: users[0]?.locale ?? "zh-CN" };
}

export async function tellDistributor(
  tx: TxCtx,
  topUp: { id: string; distributorId: string; amountMinor: bigint },
): Promise<void> {
  const { name, email, locale } = await recipientOf(tx, topUp.distributorId);
  await enqueueMessage(tx, {
    template: "topup.confirmed",
    to: email,
    locale,
    params: { name, amount: formatYuan(topUp.amountMinor) },
    secrets: {},
    dedupeKey: `topup.confirmed:${topUp.id}`,
  });
}
