import { payeeHash, sealPayee } from "#domain/payee/add-payee.ts";
import { maskNumber, type PayeeKind } from "#domain/payee/rules.ts";
import { approveBatch } from "#domain/payout/approve-batch.ts";
import type { Providers } from "#domain/payout/call-provider.ts";
import { prepareBatch } from "#domain/payout/prepare-batch.ts";
import { previewPayout } from "#domain/payout/queries-payable.ts";
import type { PayoutProviderKey } from "#domain/payout/rules.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import { approveWithdrawal } from "#domain/withdrawal/approve-withdrawal.ts";
import { requestWithdrawal } from "#domain/withdrawal/request-withdrawal.ts";
import type { Ctx, StaffActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "./factories.ts";
import { makeEarned, makeNetwork } from "./redeemed.ts";

/** What payouts start from: people of finance, accounts in use, something payable. */

const numbers: Record<PayeeKind, (id: string) => string> = {
  BANK: (id) => `6222${BigInt(`0x${id.slice(-12)}`) % 10n ** 15n}`.padEnd(19, "0"),
  ALIPAY: (id) => `p-${id.slice(-12)}@example.com`,
  WECHAT: (id) => `o${id.replaceAll("-", "").slice(0, 27)}`,
  STRIPE: (id) => `acct_${id.replaceAll("-", "").slice(0, 16)}`,
};

/** An account in use and past its cooling period, or one that finance has not checked yet. */
export async function makePayee(
  db: Db,
  distributorId: string,
  kind: PayeeKind = "WECHAT",
  { holderName = "张三", status = "ACTIVE" }: { holderName?: string; status?: "ACTIVE" | "PENDING" } = {},
) {
  const id = newId();
  const number = numbers[kind](id);
  const at = new Date(Date.now() - 60_000);
  return db.payeeAccount.create({
    data: {
      ...{ id, distributorId, kind, holderName, bankName: kind === "BANK" ? "招商银行" : "" },
      ...{ numberSealed: sealPayee(id, number), numberMasked: maskNumber(kind, number), numberHash: payeeHash(kind, number) },
      ...{ status, usableFrom: at, addedById: newId(), createdAt: at },
    },
  });
}

export type People = { first: Ctx<StaffActor>; second: Ctx<StaffActor>; owner: Ctx<StaffActor> };
export async function makePeople(db: Db): Promise<People> {
  return {
    first: ctxOf(db, await makeStaff(db, "FINANCE")),
    second: ctxOf(db, await makeStaff(db, "FINANCE")),
    owner: ctxOf(db, await makeStaff(db, "OWNER")),
  };
}

/** A distributor with an account and an approved withdrawal. */
export async function makeWithdrawing(db: Db, people: People, amountMinor: bigint, kind: PayeeKind = "WECHAT") {
  const distributor = await makeDistributor(db, { prepaidMinor: amountMinor + 1000n });
  const payee = await makePayee(db, distributor.id, kind);
  const withdrawal = await requestWithdrawal(ctxOf(db, distributor.actor), { amountMinor: String(amountMinor) });
  await approveWithdrawal(people.second, { id: withdrawal.id });
  return { distributor, payee, withdrawal };
}

/** A network whose seller has an account and a payable statement of `count` × 1.25. */
export async function makeStatement(
  db: Db,
  date: string,
  count = 2,
  kind: PayeeKind = "WECHAT",
  taxKind: "PERSON" | "COMPANY" = "PERSON",
) {
  const at = new Date(`${date}T12:00:00+08:00`);
  const network = await makeNetwork(db);
  await db.distributor.update({ where: { id: network.seller.id }, data: { taxKind } });
  await makeEarned(db, network, count, at);
  await settleDue(systemCtx(db, new Date(at.getTime() + 86_400_000)));
  const { seller } = network;
  const payee = await makePayee(db, seller.id, kind);
  const statement = await db.statement.findFirstOrThrow({ where: { distributorId: seller.id } });
  return { network, distributor: seller, payee, statement };
}

type Documents = { statementIds?: string[]; withdrawalIds?: string[] };

/** One prepares these documents, another approves them. Answers the batch and its items in their order. */
export async function makeApproved(
  db: Db,
  people: People,
  documents: Documents,
  providers: Providers,
  provider: PayoutProviderKey = "SANDBOX",
) {
  const batch = await makePrepared(people, documents, providers, provider);
  await approveBatch(people.owner, { id: batch.id });
  const items = await db.payoutItem.findMany({ where: { batchId: batch.id }, orderBy: { id: "asc" } });
  return { batch, items };
}

export async function makePrepared(
  people: People,
  { statementIds = [], withdrawalIds = [] }: Documents,
  providers: Providers,
  provider: PayoutProviderKey = "SANDBOX",
) {
  const { rows } = await previewPayout(people.first, { provider }, providers);
  const chosen = rows.filter((row) => statementIds.includes(row.id) || withdrawalIds.includes(row.id));
  const totalMinor = String(chosen.reduce((sum, row) => sum + row.amountMinor, 0n));
  return prepareBatch(people.first, { provider, statementIds, withdrawalIds, totalMinor }, providers);
}
