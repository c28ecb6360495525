import { actorOf, authorize } from "#domain/access/rules.ts";
import { linkTokenHash } from "#domain/link/derive-token.ts";
import { type LinkState, linkState } from "#domain/link/rules.ts";
import { deviceIds } from "#domain/person/rules.ts";
import { type PublicProduct, publicProductSelect } from "#domain/product/queries-public.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import { closesAt, freeSlot } from "./rules.ts";

const misses = { points: 300, seconds: 600 };

/** What a claim page shows to this browser. Nothing about stock but whether there is any. */
export type OpenedLink = {
  product: PublicProduct;
  state: LinkState | "SOLD_OUT";
  opensAt: Date | null;
  closesAt: Date | null;
  /** How many this person may take, and the slot of the next one; null when there is no next. */
  limit: number;
  nextSlot: number | null;
  phoneCheck: boolean;
  phoneMasked: string | null;
  mine: { voucherId: string; slot: number; status: string; expiresAt: Date | null; claimedAt: Date }[];
};

/** Reads a link for the person who opened it. Never claims. A wrong token is NOT_FOUND, whatever is wrong with it. */
export async function openLink(ctx: Ctx, token: string): Promise<OpenedLink> {
  authorize(ctx, "link:open");
  const link = await ctx.db.claimLink.findUnique({
    where: { tokenHash: linkTokenHash(token) },
    include: { product: { select: publicProductSelect } },
  });
  if (!link) {
    await consume("link-miss", ctx.actor.ip ?? null, misses);
    throw new DomainError("NOT_FOUND");
  }
  const { product, phoneCheck, opensAt } = link;
  const closing = closesAt(link, product);
  const known = await personsOf(ctx);
  const phone = known.find((person) => person.phoneMasked !== null);
  const persons = phoneCheck ? (phone ? [phone.id] : []) : known.map((person) => person.id);
  const [claims, left] = await Promise.all([
    ctx.db.claim.findMany({
      where: { productId: product.id, personId: { in: persons } },
      select: {
        linkId: true,
        slot: true,
        productSlot: true,
        createdAt: true,
        voucher: { select: { id: true, status: true, expiresAt: true } },
      },
      orderBy: { createdAt: "asc" },
      take: 200,
    }),
    anyLeft(ctx, link.id),
  ]);
  const here = claims.filter((claim) => claim.linkId === link.id);
  const state = linkState({ ...link, closesAt: closing }, ctx.now);
  const limit = Math.min(link.perPersonLimit, product.perPersonLimit);
  const productFull =
    freeSlot(
      claims.map((claim) => claim.productSlot),
      product.perPersonLimit,
    ) === null;
  return {
    product,
    state: state === "OPEN" && !left ? "SOLD_OUT" : state,
    opensAt,
    closesAt: closing,
    limit,
    nextSlot: productFull
      ? null
      : freeSlot(
          here.map((claim) => claim.slot),
          link.perPersonLimit,
        ),
    phoneCheck,
    phoneMasked: phone?.phoneMasked ?? null,
    mine: here.map(({ slot, createdAt, voucher }) => ({
      ...{ voucherId: voucher.id, status: voucher.status, expiresAt: voucher.expiresAt, slot, claimedAt: createdAt },
    })),
  };
}

/** The persons this browser may speak for, the phone verified last first. */
async function personsOf(ctx: Ctx) {
  const { tokenHash } = actorOf(ctx, "device");
  if (!tokenHash) return [];
  const bonds = await ctx.db.devicePerson.findMany({
    where: { deviceId: deviceIds(tokenHash).deviceId },
    select: { person: { select: { id: true, phoneMasked: true } } },
    orderBy: { createdAt: "desc" },
    take: 50,
  });
  return bonds.map((bond) => bond.person);
}

/** The masked phones this browser has verified, the latest first. */
export async function listOwnPhones(ctx: Ctx): Promise<string[]> {
  authorize(ctx, "voucher:own");
  return (await personsOf(ctx)).flatMap((person) => person.phoneMasked ?? []);
}

async function anyLeft(ctx: Ctx, linkId: string): Promise<boolean> {
  const [row] = await ctx.db.$queryRaw<[{ left: boolean }]>`
    SELECT EXISTS (SELECT 1 FROM voucher
      WHERE link_id = ${linkId}::uuid AND status = 'ALLOTTED' AND (expires_at IS NULL OR expires_at > ${ctx.now})) AS left`;
  return row.left;
}
