import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { keyedHash, seal } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import { maskNumber, normalNumber, type PayeeKind } from "./rules.ts";
import { type AddPayeeInput, addPayeeInput } from "./schema.ts";
import { codeLimit, spendCode } from "./spend-code.ts";
import { tellPayee } from "./tell-payee.ts";

export const payeeHash = (kind: PayeeKind, number: string) =>
  new Uint8Array(keyedHash("payee-number", `${kind}:${normalNumber(kind, number)}`));
export const sealPayee = (id: string, number: string) => new Uint8Array(seal("payee-number", number, id));

/** A distributor says where he wants his money. Finance checks it before anything is paid there. */
export async function addPayee(ctx: Ctx, raw: AddPayeeInput): Promise<{ id: string }> {
  authorize(ctx, "payee:own");
  const actor = actorOf(ctx, "distributor");
  const { code, number: typed, ...facts } = addPayeeInput.parse(raw);
  await consume("payee-code", actor.id, codeLimit);
  return inTransaction({ ...ctx, actor }, async (tx) => {
    await spendCode(tx, code);
    const { distributorId } = actor;
    const { kind } = facts;
    const number = normalNumber(kind, typed);
    const numberHash = payeeHash(kind, number);
    await tx.db.$queryRaw`SELECT 1 FROM distributor WHERE id = ${distributorId}::uuid FOR NO KEY UPDATE`;
    const live = await tx.db.payeeAccount.findMany({
      where: { distributorId, kind, status: { in: ["PENDING", "ACTIVE"] } },
      select: { status: true, numberHash: true, holderName: true },
    });
    const same = (hash: Uint8Array) => Buffer.from(hash).equals(Buffer.from(numberHash));
    if (live.some((one) => same(one.numberHash) && one.holderName === facts.holderName))
      throw new DomainError("DUPLICATE", { fields: { number: "DUPLICATE" } });
    if (live.some((one) => one.status === "PENDING")) throw new DomainError("CONFLICT", { status: "PENDING" });
    const id = newId(tx.now.getTime());
    const numberMasked = maskNumber(kind, number);
    const row = { id, distributorId, ...facts, numberMasked };
    await tx.db.payeeAccount.create({
      data: {
        ...row,
        numberSealed: sealPayee(id, number),
        numberHash,
        usableFrom: tx.now, // set anew when finance activates it
        addedById: actor.id,
        createdAt: tx.now,
      },
    });
    await tellPayee(tx, "ADDED", row);
    const { holderName, bankName } = facts;
    const after = { kind, holderName, bankName, numberMasked, distributorId };
    await recordAudit(tx, { action: "payee.add", subject: { type: "payee", id }, after });
    return { id };
  });
}
