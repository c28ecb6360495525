import { randomBytes } from "node:crypto";
import { openAccounts } from "#domain/ledger/open-accounts.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { deriveToken, linkTokenHash } from "#domain/link/derive-token.ts";
import { codeIndex, newBatchKey, openVault } from "#domain/vault/open-vault.ts";
import { generateCode, ownCharset } from "#domain/vault/rules.ts";
import {
  type Actor,
  type Ctx,
  type DeviceActor,
  inTransaction,
  type StaffActor,
  type StaffRole,
  systemActor,
} from "#lib/context.ts";
import type { Db, Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { Secret } from "#lib/secret.ts";

/** Rows a test starts from. Each call makes its own; nothing is shared between tests. */
let counter = 0;
const next = () => ++counter;
const tag = () => newId().slice(-8);

export const ctxOf = <A extends Actor>(db: Db, actor: A, now = new Date()): Ctx<A> => ({ db, actor, now });
export const systemCtx = (db: Db, now = new Date()) => ctxOf(db, systemActor("test"), now);

export async function makeStaff(db: Db, role: StaffRole = "OWNER"): Promise<StaffActor> {
  const id = newId();
  await db.user.create({
    data: {
      id,
      email: `staff-${id}@example.com`,
      name: `员工${next()}`,
      kind: "STAFF",
      staffRole: role,
    },
  });
  return { kind: "staff", id, name: `员工${counter}`, role };
}

export async function makeLevel(db: Db, rank?: number) {
  const highest = await db.level.aggregate({ _max: { rank: true } });
  return db.level.create({
    data: {
      id: newId(),
      name: `等级-${tag()}`,
      rank: rank ?? (highest._max.rank ?? 0) + 1,
    },
  });
}

export async function makeProduct(db: Db, data: Partial<Prisma.ProductUncheckedCreateInput> = {}) {
  const category = await db.category.create({
    data: { id: newId(), name: `类目-${tag()}`, position: next() },
  });
  return db.product.create({
    data: {
      id: newId(),
      name: `影视会员月卡-${tag()}`,
      categoryId: category.id,
      faceValueMinor: 2500n,
      costMinor: 1500n,
      retailPriceMinor: 2500n,
      priceFloorMinor: 1600n,
      fulfilment: "CODE",
      validityKind: "DAYS_AFTER_CLAIM",
      validDays: 30,
      perPersonLimit: 10,
      onSale: true,
      ...data,
    },
  });
}

export async function makeDistributor(db: Db, input: { levelId?: string; uplineId?: string; prepaidMinor?: bigint } = {}) {
  const levelId = input.levelId ?? (await makeLevel(db)).id;
  const id = newId();
  const distributor = await db.distributor.create({
    data: {
      id,
      name: `渠道-${tag()}`,
      phone: "+8613800000000",
      email: `d-${id}@example.com`,
      region: "上海市",
      channelKind: "ONLINE",
      levelId,
      uplineId: input.uplineId ?? null,
      inviteCode: id.slice(-10).toUpperCase(),
    },
  });
  const user = await db.user.create({
    data: {
      id: newId(),
      email: distributor.email,
      name: distributor.name,
      kind: "DISTRIBUTOR",
      distributorId: id,
    },
  });
  await inTransaction(systemCtx(db), async (tx) => {
    await openAccounts(tx, id);
    const amount = input.prepaidMinor ?? 0n;
    if (amount > 0n) {
      const lines = [
        { account: { kind: "BANK" as const }, debitMinor: amount },
        {
          account: { kind: "PREPAID" as const, ownerId: id },
          creditMinor: amount,
        },
      ];
      await postTransaction(tx, { kind: "topup", reference: newId(), lines });
    }
  });
  const actor = {
    kind: "distributor" as const,
    id: user.id,
    name: distributor.name,
    distributorId: id,
  };
  return { ...distributor, actor };
}

/** Puts `quantity` vouchers with real sealed codes, or those given, into master stock. Returns the batch and the plaintext codes. */
export async function makeStock(db: Db, productId: string, quantity: number, given?: string[]) {
  const id = newId();
  const key = newBatchKey(id);
  const counts = { rowCount: quantity, importedCount: quantity };
  const batch = await db.batch.create({
    data: {
      id,
      productId,
      source: "GENERATED",
      status: "DONE",
      ...key,
      ...counts,
    },
  });
  const vault = openVault(id, key);
  const codes = given ?? Array.from({ length: quantity }, () => generateCode("T", ownCharset, 16));
  const data = codes.map((code) => {
    const voucherId = newId();
    const secret = new Secret(code);
    return {
      id: voucherId,
      batchId: id,
      productId,
      codeSealed: vault.seal(voucherId, secret),
      codeIndex: codeIndex(secret),
    };
  });
  for (let i = 0; i < data.length; i += 1000) await db.voucher.createMany({ data: data.slice(i, i + 1000) });
  return { batch, codes };
}

/** Gives a distributor `quantity` fresh vouchers of a product without touching money. */
export async function makeAllotment(
  db: Db,
  input: {
    distributorId: string;
    productId: string;
    quantity: number;
    unitPriceMinor?: bigint;
  },
) {
  const { batch } = await makeStock(db, input.productId, input.quantity);
  const unitPriceMinor = input.unitPriceMinor ?? 2000n;
  const allotment = await db.allotment.create({
    data: {
      id: newId(),
      requestKey: newId(),
      ...input,
      unitPriceMinor,
      totalMinor: unitPriceMinor * BigInt(input.quantity),
    },
  });
  await db.voucher.updateMany({
    where: { batchId: batch.id },
    data: { status: "ALLOTTED", allotmentId: allotment.id },
  });
  return allotment;
}

type LinkInput = {
  allotmentId: string;
  distributorId: string;
  productId: string;
  quota: number;
};

/** A claim link holding `quota` vouchers of the allotment. */
export async function makeLink(db: Db, input: LinkInput & Partial<Prisma.ClaimLinkUncheckedCreateInput>) {
  const id = newId();
  const token = deriveToken(id);
  const defaults = {
    perPersonLimit: 1,
    phoneCheck: false,
    requestKey: newId(),
  };
  const link = await db.claimLink.create({
    data: { ...defaults, ...input, id, tokenHash: linkTokenHash(token) },
  });
  await db.$executeRaw`
    UPDATE voucher SET link_id = ${id}::uuid WHERE id IN (
      SELECT id FROM voucher WHERE allotment_id = ${input.allotmentId}::uuid AND status = 'ALLOTTED' AND link_id IS NULL ORDER BY seq LIMIT ${input.quota})`;
  return { ...link, token };
}

/** Everything a claim needs: level, product, distributor, allotment, link. */
export async function makeClaimable(
  db: Db,
  input: {
    quota: number;
    link?: Partial<Prisma.ClaimLinkUncheckedCreateInput>;
    product?: Partial<Prisma.ProductUncheckedCreateInput>;
  },
) {
  const product = await makeProduct(db, input.product);
  const distributor = await makeDistributor(db);
  const where = { distributorId: distributor.id, productId: product.id };
  const allotment = await makeAllotment(db, {
    ...where,
    quantity: input.quota,
  });
  const link = await makeLink(db, {
    ...where,
    allotmentId: allotment.id,
    quota: input.quota,
    ...input.link,
  });
  return { product, distributor, allotment, link };
}

/** A consumer's browser that has not been here before. */
export function makeDevice(): DeviceActor {
  return {
    kind: "device",
    deviceId: null,
    tokenHash: new Uint8Array(randomBytes(32)),
    personIds: [],
    ip: `198.51.100.${next() % 250}`,
  };
}
