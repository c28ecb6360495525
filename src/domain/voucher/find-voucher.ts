import { actorOf, authorize } from "#domain/access/rules.ts";
import { codeIndex } from "#domain/vault/open-vault.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import { Secret } from "#lib/secret.ts";
import { findInput, limits } from "./schema.ts";

/** Finds a voucher by its full code, through the blind index: nothing is decrypted and the code is in no address. */
export async function findVoucherByCode(ctx: Ctx, raw: { code: string }): Promise<{ id: string }> {
  authorize(ctx, "voucher:read");
  const { id: staffId } = actorOf(ctx, "staff");
  const { code } = findInput.parse(raw);
  await consume("voucher-search", staffId, { points: limits.searchesPerHour, seconds: 3600 });
  const found = await ctx.db.voucher.findUnique({ where: { codeIndex: codeIndex(new Secret(code)) }, select: { id: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  return found;
}
