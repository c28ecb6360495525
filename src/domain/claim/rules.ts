import type { WalletTab } from "./schema.ts";

type Validity = { validityKind: "FIXED" | "DAYS_AFTER_CLAIM"; validUntil: Date | null };

/** A link ends with its window, or with its product's fixed end if that comes first. The claim's SQL says the same. */
export function closesAt(link: { closesAt: Date | null }, product: Validity): Date | null {
  const end = product.validityKind === "FIXED" ? product.validUntil : null;
  if (!end || !link.closesAt) return end ?? link.closesAt;
  return new Date(Math.min(end.getTime(), link.closesAt.getTime()));
}

/** The smallest number from 1 to limit that is not taken, or null. */
export function freeSlot(taken: readonly number[], limit: number): number | null {
  for (let slot = 1; slot <= limit; slot++) if (!taken.includes(slot)) return slot;
  return null;
}

/** Which drawer of the wallet a claimed voucher lies in. */
export function walletTab(voucher: { status: string; expiresAt: Date | null }, now: Date): WalletTab {
  if (voucher.status === "REDEEMED") return "used";
  return voucher.status === "CLAIMED" && (voucher.expiresAt === null || voucher.expiresAt > now) ? "usable" : "expired";
}
