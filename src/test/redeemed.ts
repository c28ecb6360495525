import { accrueCommissions } from "#domain/commission/accrue-commissions.ts";
import { reverseCommissions } from "#domain/commission/reverse-commissions.ts";
import { postTransactions } from "#domain/ledger/post-transaction.ts";
import { accountId, ownedKinds } from "#domain/ledger/rules.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import type { Db, Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { makeAllotment, makeDistributor, makeLevel, makeLink, makeProduct, systemCtx } from "./factories.ts";

/** `count` vouchers of a product, bought by a seller, claimed and redeemed; no commission yet. Returns the redemptions. */
export async function makeRedeemed(
  db: Db,
  input: { distributorId: string; productId: string; count: number; at?: Date },
): Promise<{ id: string; voucherId: string }[]> {
  const where = { distributorId: input.distributorId, productId: input.productId };
  const allotment = await makeAllotment(db, { ...where, quantity: input.count });
  const link = await makeLink(db, { ...where, allotmentId: allotment.id, quota: input.count });
  const at = input.at ?? new Date();
  const vouchers = await db.voucher.findMany({ where: { linkId: link.id }, select: { id: true }, orderBy: { seq: "asc" } });
  const ids = vouchers.map((voucher) => voucher.id);
  const persons = ids.map(() => newId());
  await db.person.createMany({ data: persons.map((id) => ({ id, createdAt: at })) });
  await db.claim.createMany({
    data: ids.map((voucherId, i) => ({
      ...{ id: newId(), linkId: link.id, productId: input.productId, personId: persons[i]! },
      ...{ slot: 1, productSlot: 1, voucherId, createdAt: at },
    })),
  });
  await db.voucher.updateMany({ where: { id: { in: ids } }, data: { status: "CLAIMED", claimedAt: at } });
  await db.voucher.updateMany({ where: { id: { in: ids } }, data: { status: "REDEEMED", redeemedAt: at } });
  const redemptions = ids.map((voucherId, i) => ({
    ...{ id: newId(), voucherId, ...where, allotmentId: allotment.id, personId: persons[i]! },
    ...{ method: "CODE_REVEALED" as const, retailPriceMinor: 2500n, purchasePriceMinor: 2000n },
    ...{ actorKind: "device", createdAt: at },
  }));
  await db.redemption.createMany({ data: redemptions });
  return redemptions.map(({ id, voucherId }) => ({ id, voucherId }));
}

/** Lets each redemption earn what the rules say, as the redeem command does. */
export async function accrueAll(ctx: Ctx, redemptionIds: readonly string[]): Promise<void> {
  for (const redemptionId of redemptionIds) {
    await inTransaction(ctx, async (tx) => {
      const row = await tx.db.redemption.findUniqueOrThrow({ where: { id: redemptionId } });
      const { distributorId, productId, retailPriceMinor, purchasePriceMinor } = row;
      const sale = { redemptionId, distributorId, productId, retailPriceMinor, purchasePriceMinor };
      await accrueCommissions(tx, { ...sale, currency: "CNY", at: row.createdAt });
    });
  }
}

/** A chain of three: `seller`, its upline `middle`, and `top`; a product of its own; a rule of 5%, 3% and 2% of the retail price for it. */
export async function makeNetwork(db: Db, rule: Partial<Prisma.CommissionRuleUncheckedCreateInput> = {}) {
  const level = await makeLevel(db);
  const top = await makeDistributor(db, { levelId: level.id });
  const middle = await makeDistributor(db, { levelId: level.id, uplineId: top.id });
  const seller = await makeDistributor(db, { levelId: level.id, uplineId: middle.id });
  const product = await makeProduct(db);
  const made = await db.commissionRule.create({
    data: {
      ...{ id: newId(), name: "三级佣金", productId: product.id, base: "RETAIL", kind: "RATE", pool: 1000n },
      shares: { create: [500n, 300n, 200n].map((value, i) => ({ depth: i + 1, value })) },
      ...rule,
    },
  });
  return { level, top, middle, seller, product, rule: made };
}

/** `count` redemptions of the network's seller at `at`, with their commissions frozen. */
export async function makeEarned(db: Db, network: Awaited<ReturnType<typeof makeNetwork>>, count: number, at = new Date()) {
  const redemptions = await makeRedeemed(db, { distributorId: network.seller.id, productId: network.product.id, count, at });
  await accrueAll(
    systemCtx(db, at),
    redemptions.map((one) => one.id),
  );
  return redemptions;
}

/** `sellers` distributors with `each` redemptions and 1.25 of frozen commission apiece, written in bulk: for races, crashes and speed. */
export async function makeManyEarned(db: Db, input: { sellers: number; each: number; at: Date }): Promise<string[]> {
  const { product, level, rule } = await makeNetwork(db);
  const ids = Array.from({ length: input.sellers }, () => newId());
  await db.distributor.createMany({
    data: ids.map((id) => ({
      ...{ id, name: `渠道-${id.slice(-8)}`, phone: "+8613800000000", email: `d-${id}@example.com`, region: "上海市" },
      ...{ channelKind: "ONLINE", levelId: level.id, inviteCode: id.slice(-12).toUpperCase() },
    })),
  });
  const ctx = systemCtx(db, input.at);
  const accounts = ids.flatMap((ownerId) =>
    ownedKinds.map((kind) => ({ id: accountId({ kind, ownerId }), kind, ownerId, currency: "CNY" })),
  );
  await db.ledgerAccount.createMany({ data: accounts });
  await db.ledgerBalance.createMany({ data: accounts.map(({ id }) => ({ accountId: id })) });
  const count = input.sellers * input.each;
  const owner = ids[0]!;
  const redemptions = await makeRedeemed(db, { distributorId: owner, productId: product.id, count, at: input.at });
  for (let round = 0; round < input.each; round++) {
    const slice = redemptions.slice(round * input.sellers, (round + 1) * input.sellers);
    await db.commission.createMany({
      data: slice.map((redemption, i) => ({
        ...{ id: newId(), redemptionId: redemption.id, distributorId: ids[i]!, ruleId: rule.id, depth: 1 },
        ...{ baseMinor: 2500n, kind: "RATE" as const, value: 500n, amountMinor: 125n, dueAt: input.at, createdAt: input.at },
      })),
    });
    await inTransaction(ctx, (tx) =>
      postTransactions(
        tx,
        slice.map((redemption, i) => ({
          kind: "commission",
          reference: redemption.id,
          lines: [
            { account: { kind: "COMMISSION_EXPENSE" as const }, debitMinor: 125n },
            { account: { kind: "COMMISSION_FROZEN" as const, ownerId: ids[i]! }, creditMinor: 125n },
          ],
        })),
      ),
    );
  }
  return ids;
}

/** What the reverse command does to voucher, redemption and commissions, without its checks. */
export async function undoRedemption(ctx: Ctx, redemptionId: string, clawBack = false): Promise<{ count: number }> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM redemption WHERE id = ${redemptionId}::uuid FOR UPDATE`;
    const { count } = await tx.db.redemption.updateMany({
      where: { id: redemptionId, reversedAt: null },
      data: { reversedAt: tx.now, reversedById: "test", reversalReason: "test" },
    });
    if (count === 0) return { count: 0 };
    const answer = await reverseCommissions(tx, redemptionId, { clawBack });
    await tx.db.voucher.updateMany({
      where: { redemptions: { some: { id: redemptionId } } },
      data: { status: "CLAIMED", redeemedAt: null },
    });
    return answer;
  });
}

/** Redeems a voucher again after `undoRedemption`, and lets it earn. */
export async function redeemAgain(ctx: Ctx, redemptionId: string): Promise<string> {
  const id = newId();
  await inTransaction(ctx, async (tx) => {
    const old = await tx.db.redemption.findUniqueOrThrow({ where: { id: redemptionId } });
    await tx.db.voucher.update({ where: { id: old.voucherId }, data: { status: "REDEEMED", redeemedAt: tx.now } });
    await tx.db.redemption.create({
      data: { ...old, id, createdAt: tx.now, reversedAt: null, reversedById: null, reversalReason: null },
    });
  });
  await accrueAll(ctx, [id]);
  return id;
}
