import { randomInt } from "node:crypto";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openAccounts } from "#domain/ledger/open-accounts.ts";
import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { makeInviteCode } from "./rules.ts";

export type NewDistributor = {
  name: string;
  phone: string;
  email: string;
  region: string;
  channelKind: string;
  levelId: string;
  uplineId: string | null;
};

/** Part of approving an application, which authorizes: the distributor, his accounts and his invitation. */
export async function createDistributor(tx: TxCtx, input: NewDistributor): Promise<{ id: string; inviteCode: string }> {
  await lockActiveUpline(tx, input.uplineId);
  const id = newId(tx.now.getTime());
  const inviteCode = makeInviteCode(randomInt);
  await tx.db.distributor.create({ data: { ...input, id, inviteCode, createdAt: tx.now } });
  await openAccounts(tx, id);
  await recordAudit(tx, { action: "distributor.create", subject: { type: "distributor", id }, after: { ...input, inviteCode } });
  return { id, inviteCode };
}

/** Nobody is put under a frozen distributor, also not while he is being frozen. */
export async function lockActiveUpline(tx: TxCtx, uplineId: string | null): Promise<void> {
  if (!uplineId) return;
  const [upline] = await tx.db.$queryRaw<{ status: string }[]>`
    SELECT status::text FROM distributor WHERE id = ${uplineId}::uuid FOR SHARE`;
  if (!upline) throw new DomainError("INVALID_INPUT", { fields: { uplineId: "form.choose" } });
  if (upline.status !== "ACTIVE") throw new DomainError("FROZEN", { fields: { uplineId: "FROZEN" } });
}
