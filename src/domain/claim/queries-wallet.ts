import { actorOf, authorize } from "#domain/access/rules.ts";
import { publicProductSelect } from "#domain/product/queries-public.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { keysetPage } from "#lib/page.ts";
import { walletTab } from "./rules.ts";
import { type ListWalletInput, listWalletInput, type WalletTab } from "./schema.ts";

/** The vouchers of the persons this browser speaks for. */
const own = (ctx: Ctx): Prisma.ClaimWhereInput => ({ personId: { in: actorOf(ctx, "device").personIds } });

/** The same drawers as walletTab. */
function inTab(tab: WalletTab, now: Date): Prisma.VoucherWhereInput {
  const current = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  if (tab === "used") return { status: "REDEEMED" };
  if (tab === "usable") return { AND: [{ status: "CLAIMED" }, current] };
  return { OR: [{ status: { in: ["EXPIRED", "VOIDED"] } }, { status: "CLAIMED", expiresAt: { lte: now } }] };
}

const shown = {
  id: true,
  createdAt: true,
  person: { select: { phoneMasked: true } },
  voucher: {
    select: {
      id: true,
      status: true,
      expiresAt: true,
      claimedAt: true,
      redeemedAt: true,
      product: { select: publicProductSelect },
    },
  },
} as const satisfies Prisma.ClaimSelect;

export async function listWallet(ctx: Ctx, raw: ListWalletInput = {}) {
  authorize(ctx, "voucher:own");
  const { tab, after, limit } = listWalletInput.parse(raw);
  const rows = await ctx.db.claim.findMany({
    where: { AND: [own(ctx), { voucher: inTab(tab, ctx.now) }, after ? { id: { lt: after } } : {}] },
    select: shown,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return keysetPage(rows, limit);
}

/** How many lie in each drawer. */
export async function countWallet(ctx: Ctx): Promise<Record<WalletTab, number>> {
  authorize(ctx, "voucher:own");
  const count = (tab: WalletTab) => ctx.db.claim.count({ where: { AND: [own(ctx), { voucher: inTab(tab, ctx.now) }] } });
  const [usable, used, expired] = await Promise.all([count("usable"), count("used"), count("expired")]);
  return { usable, used, expired };
}

/** One voucher of this browser's persons; anybody else's is NOT_FOUND. Never its code: that is a redemption. */
export async function getOwnVoucher(ctx: Ctx, voucherId: string) {
  authorize(ctx, "voucher:own");
  const claim = isId(voucherId)
    ? await ctx.db.claim.findFirst({ where: { AND: [own(ctx), { voucherId }] }, select: { ...shown, slot: true } })
    : null;
  if (!claim) throw new DomainError("NOT_FOUND");
  const redemption = await ctx.db.redemption.findFirst({
    where: { voucherId, reversedAt: null },
    select: { createdAt: true, method: true, merchant: { select: { name: true } } },
  });
  const { voucher, person, slot, createdAt } = claim;
  return {
    ...voucher,
    tab: walletTab(voucher, ctx.now),
    phoneMasked: person.phoneMasked,
    slot,
    claimedAt: createdAt,
    redemption,
  };
}

/** For a screen that waits at the counter: has it been used yet? */
export async function getOwnState(ctx: Ctx, input: { voucherId: string }): Promise<{ tab: WalletTab }> {
  authorize(ctx, "voucher:own");
  const voucher = await ctx.db.voucher.findFirst({
    where: { id: input.voucherId, claim: own(ctx) },
    select: { status: true, expiresAt: true },
  });
  if (!voucher) throw new DomainError("NOT_FOUND");
  return { tab: walletTab(voucher, ctx.now) };
}

/** Where a voucher of a STORE product can be used. */
export async function listStores(ctx: Ctx, input: { productId: string }) {
  authorize(ctx, "voucher:own");
  return ctx.db.merchant.findMany({
    where: { disabledAt: null, products: { some: { productId: input.productId } } },
    select: { id: true, name: true, region: true, address: true, phone: true },
    orderBy: { name: "asc" },
    take: 50,
  });
}
