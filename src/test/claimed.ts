import { openVault } from "#domain/vault/open-vault.ts";
import type { DeviceActor, MerchantActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import type { Secret } from "#lib/secret.ts";
import { makeAllotment, makeDevice, makeLink } from "./factories.ts";
import { makeNetwork } from "./redeemed.ts";

type Network = Awaited<ReturnType<typeof makeNetwork>>;
export type Claimed = { voucherId: string; code: Secret; device: DeviceActor };

/** A network whose product is used at a counter or shown as a code, with a commission rule of 5%, 3% and 2% of 25.00. */
export async function makeSelling(db: Db, fulfilment: "CODE" | "STORE"): Promise<Network> {
  const network = await makeNetwork(db);
  const product = await db.product.update({ where: { id: network.product.id }, data: { fulfilment } });
  return { ...network, product };
}

/** Vouchers of the network's seller, each claimed by a person of its own on a device of its own. */
export async function makeClaimed(
  db: Db,
  network: Network,
  input: { count: number; expiresAt?: Date; at?: Date },
): Promise<Claimed[]> {
  const at = input.at ?? new Date();
  const where = { distributorId: network.seller.id, productId: network.product.id };
  const allotment = await makeAllotment(db, { ...where, quantity: input.count });
  const link = await makeLink(db, { ...where, allotmentId: allotment.id, quota: input.count });
  const vouchers = await db.voucher.findMany({ where: { linkId: link.id }, include: { batch: true }, orderBy: { seq: "asc" } });
  const people = vouchers.map((voucher) => ({ voucher, personId: newId(), device: { ...makeDevice(), deviceId: newId() } }));
  await db.person.createMany({ data: people.map(({ personId }) => ({ id: personId })) });
  await db.claim.createMany({
    data: people.map(({ voucher, personId }) => ({
      ...{ id: newId(), linkId: link.id, productId: network.product.id, personId, voucherId: voucher.id },
      ...{ slot: 1, productSlot: 1, createdAt: at },
    })),
  });
  await db.voucher.updateMany({
    where: { linkId: link.id },
    data: { status: "CLAIMED", claimedAt: at, expiresAt: input.expiresAt ?? null },
  });
  return people.map(({ voucher, personId, device }) => ({
    voucherId: voucher.id,
    code: openVault(voucher.batch.id, voucher.batch).open(voucher.id, voucher.codeSealed),
    device: { ...device, personIds: [personId] },
  }));
}

/** A merchant that may redeem these products, with `users` people of its own. */
export async function makeMerchant(db: Db, productIds: string[], users = 1) {
  const id = newId();
  const merchant = await db.merchant.create({
    data: { id, name: `商户-${id.slice(-8)}`, products: { create: productIds.map((productId) => ({ productId })) } },
  });
  const actors: MerchantActor[] = Array.from({ length: users }, (_, i) => ({
    ...{ kind: "merchant", id: newId(), name: `店员${i + 1}`, merchantId: id },
  }));
  await db.user.createMany({
    data: actors.map((actor) => ({
      id: actor.id,
      email: `m-${actor.id}@example.com`,
      name: actor.name,
      kind: "MERCHANT",
      merchantId: id,
    })),
  });
  return { ...merchant, actors, actor: actors[0]! };
}
