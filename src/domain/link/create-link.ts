import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { deriveToken, linkTokenHash } from "./derive-token.ts";
import { lockAllotment } from "./lock-link.ts";
import { pointVouchers } from "./point-vouchers.ts";
import { termProblems } from "./rules.ts";
import { type CreateLinkInput, createLinkInput } from "./schema.ts";

type Created = { id: string; token: string };

/** Opens a claim link and points that many vouchers of the distributor's own allotment at it. */
export async function createLink(ctx: Ctx, raw: CreateLinkInput): Promise<Created> {
  authorize(ctx, "link:own");
  const { distributorId } = actorOf(ctx, "distributor");
  const parsed = createLinkInput.parse(raw);
  const input = { ...parsed, opensAt: dateOf(parsed.opensAt), closesAt: dateOf(parsed.closesAt) };
  try {
    return await inTransaction(ctx, async (tx) => {
      await lockAllotment(tx, input.allotmentId);
      const again = await tx.db.claimLink.findUnique({
        where: { distributorId_requestKey: { distributorId, requestKey: input.requestKey } },
      });
      if (again) return sameRequest(again, input);
      const { productId } = await checkTerms(tx, distributorId, input);
      const id = newId(tx.now.getTime());
      const token = deriveToken(id);
      await tx.db.claimLink.create({
        data: { ...input, id, productId, distributorId, tokenHash: linkTokenHash(token), createdAt: tx.now },
      });
      await pointVouchers(tx, { linkId: id, allotmentId: input.allotmentId, quantity: input.quota });
      await recordAudit(tx, { action: "link.create", subject: { type: "link", id }, after: input });
      return { id, token };
    });
  } catch (error) {
    if (isUniqueViolation(error, "request_key")) throw new DomainError("KEY_REUSED");
    throw error;
  }
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
type Input = Omit<ReturnType<typeof createLinkInput.parse>, "opensAt" | "closesAt"> & {
  opensAt: Date | null;
  closesAt: Date | null;
};

async function checkTerms(tx: TxCtx, distributorId: string, input: Input) {
  const allotment = await tx.db.allotment.findFirst({
    where: { id: input.allotmentId, distributorId },
    select: { productId: true, distributor: { select: { status: true } }, product: { select: { perPersonLimit: true } } },
  });
  if (!allotment) throw new DomainError("NOT_FOUND");
  if (allotment.distributor.status === "FROZEN") throw new DomainError("FROZEN");
  const fields = termProblems(input, { now: tx.now, productLimit: allotment.product.perPersonLimit });
  if (Object.keys(fields).length > 0) throw new DomainError("INVALID_INPUT", { fields });
  return allotment;
}

type Stored = Input & { id: string };

function sameRequest(stored: Stored, input: Input): Created {
  const time = (at: Date | null) => at?.getTime() ?? null;
  const same =
    stored.allotmentId === input.allotmentId &&
    stored.quota === input.quota &&
    stored.perPersonLimit === input.perPersonLimit &&
    stored.phoneCheck === input.phoneCheck &&
    stored.note === input.note &&
    time(stored.opensAt) === time(input.opensAt) &&
    time(stored.closesAt) === time(input.closesAt);
  if (!same) throw new DomainError("KEY_REUSED");
  return { id: stored.id, token: deriveToken(stored.id) };
}
