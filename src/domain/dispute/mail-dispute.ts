import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import { enqueueMessages } from "#domain/message/enqueue-message.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import type { TxCtx } from "#lib/context.ts";
import { env } from "#lib/env.ts";
import { disputeNo } from "./schema.ts";

type About = { distributorId: string; distributor: string; no: string; statement: string; product: string };

async function aboutOf(tx: TxCtx, disputeId: string): Promise<About> {
  const dispute = await tx.db.dispute.findUniqueOrThrow({
    where: { id: disputeId },
    select: {
      no: true,
      statement: { select: { no: true } },
      distributor: { select: { id: true, name: true } },
      commission: { select: { redemption: { select: { voucher: { select: { product: { select: { name: true } } } } } } } },
    },
  });
  return {
    ...{ distributorId: dispute.distributor.id, distributor: dispute.distributor.name, no: disputeNo(dispute.no) },
    ...{ statement: statementNo(dispute.statement.no), product: dispute.commission.redemption.voucher.product.name },
  };
}

/** A dispute was opened, or its distributor wrote again: to those of staff who decide. Trusted. */
export async function mailStaff(tx: TxCtx, disputeId: string): Promise<void> {
  const { distributor, no, statement, product } = await aboutOf(tx, disputeId);
  const people = await tx.db.user.findMany({
    where: { kind: "STAFF", staffRole: { in: ["OWNER", "FINANCE"] }, disabledAt: null },
    select: { email: true, locale: true },
    take: 50,
  });
  const params = { distributor, no, statement, product, link: `${env().APP_URL}/admin/disputes/${disputeId}` };
  await enqueueMessages(
    tx,
    people.map(({ email, locale }) => ({ template: "dispute.opened" as const, to: email, locale, params, secrets: {} })),
  );
}

/** Staff wrote or decided: to the distributor. Trusted. */
export async function mailDistributor(tx: TxCtx, disputeId: string, decision?: "UPHELD" | "CORRECTED"): Promise<void> {
  const { distributorId, no, statement, product } = await aboutOf(tx, disputeId);
  const params = { no, statement, product, link: `${env().APP_URL}/distributor/disputes/${disputeId}` };
  if (!decision) await mailDistributors(tx, "dispute.answered", [{ distributorId, params, secrets: {} }]);
  else await mailDistributors(tx, "dispute.decided", [{ distributorId, params: { ...params, decision }, secrets: {} }]);
}
