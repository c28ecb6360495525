import type { Db, Prisma } from "#lib/db.ts";
import { makeAllotment, makeDistributor, makeLink, makeProduct, makeStaff } from "#test/factories.ts";
import { demo } from "./app.ts";

/** Where a story starts when it is not about getting there: rows of its own, so that stories do not meet. Everybody's password is the demo's. */

async function givePassword(db: Db, id: string): Promise<void> {
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { email: demo("lin") } });
  await db.user.update({ where: { id }, data: { passwordHash } });
}

/** A distributor of the lowest level with a thousand yuan. */
export async function makeSeller(db: Db) {
  const { id: levelId } = await db.level.findFirstOrThrow({ orderBy: { rank: "desc" } });
  const seller = await makeDistributor(db, { levelId, prepaidMinor: 100_000n });
  await givePassword(db, seller.actor.id);
  return { ...seller, levelId };
}

export async function makeColleague(db: Db, role: "OWNER" | "MANAGER" | "FINANCE" | "SUPPORT" | "AUDITOR") {
  const { id } = await makeStaff(db, role);
  await givePassword(db, id);
  return db.user.findUniqueOrThrow({ where: { id } });
}

type Shelf = { quantity?: number; product?: Partial<Prisma.ProductUncheckedCreateInput> };

/** A seller who has bought a product of his own. */
export async function makeStocked(db: Db, { quantity = 20, product: facts = {} }: Shelf = {}) {
  const seller = await makeSeller(db);
  const product = await makeProduct(db, facts);
  const own = { distributorId: seller.id, productId: product.id };
  const allotment = await makeAllotment(db, { ...own, quantity });
  return { seller, product, allotment, own: { ...own, allotmentId: allotment.id } };
}

type Stocked = Awaited<ReturnType<typeof makeStocked>>;

/** One more link out of his stock. Answers it with the path to give away. */
export async function giveLink(db: Db, { own }: Stocked, terms: Partial<Prisma.ClaimLinkUncheckedCreateInput> = {}) {
  const link = await makeLink(db, { ...own, quota: 2, ...terms });
  return { ...link, path: `/c/${link.token}` };
}
