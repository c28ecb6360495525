import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockActiveUpline } from "./create-distributor.ts";
import { type MoveInput, moveInput } from "./schema.ts";

/** Any number: the same for every move, so that moves happen one after another. */
const networkLock = 5_201_314n;

/** Takes a distributor with everybody under him to another upline. Commissions already earned stay where they are. */
export function moveDistributor(ctx: Ctx, raw: MoveInput): Promise<{ id: string }> {
  authorize(ctx, "distributor:manage");
  const { id, uplineId, reason } = moveInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    await lockNetwork(tx);
    const before = await tx.db.distributor.findUnique({ where: { id }, include: { upline: { select: { name: true } } } });
    if (!before) throw new DomainError("NOT_FOUND");
    if (before.uplineId === uplineId) return { id };
    if (uplineId && (await isUnder(tx, uplineId, id))) throw new DomainError("CYCLE", { fields: { uplineId: "CYCLE" } });
    await lockActiveUpline(tx, uplineId);
    const after = await tx.db.distributor.update({
      where: { id },
      data: { uplineId },
      include: { upline: { select: { name: true } } },
    });
    await recordAudit(tx, {
      action: "distributor.move",
      subject: { type: "distributor", id },
      before: { uplineId: before.uplineId, upline: before.upline?.name ?? null },
      after: { uplineId, upline: after.upline?.name ?? null },
      reason,
    });
    return { id };
  });
}

/** Two moves that are fine one by one can close a circle together: no row lock sees that, so one lock holds the whole network. */
async function lockNetwork(tx: TxCtx): Promise<void> {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(${networkLock}::bigint)`;
}

/** True when `id` is `root` itself or somewhere under it. Walks up, so it costs the depth and not the size of the network. */
export async function isUnder(ctx: Pick<Ctx, "db">, id: string, root: string): Promise<boolean> {
  const [row] = await ctx.db.$queryRaw<{ found: boolean }[]>`
    WITH RECURSIVE up AS (
      SELECT id, upline_id FROM distributor WHERE id = ${id}::uuid
      UNION
      SELECT d.id, d.upline_id FROM distributor d JOIN up ON d.id = up.upline_id
    ) SELECT EXISTS (SELECT 1 FROM up WHERE id = ${root}::uuid) AS found`;
  return row?.found ?? false;
}
