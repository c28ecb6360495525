import { day, dayKey, hour, minute, parseDay, plusDays } from "#lib/time.ts";
import type { StoreState } from "./schema.ts";

export type Held = {
  status: "IN_STOCK" | "ALLOTTED" | "CLAIMED" | "REDEEMED" | "EXPIRED" | "VOIDED";
  expiresAt: Date | null;
  /** The merchant may redeem this product, and the product is redeemed at a counter at all. */
  mine: boolean;
};

/** What the counter is told of a voucher. Whose product it is comes first: others learn nothing more. */
export function storeState(voucher: Held | null, now: Date): StoreState {
  if (!voucher) return "UNKNOWN";
  if (!voucher.mine) return "WRONG_STORE";
  switch (voucher.status) {
    case "REDEEMED":
      return "USED";
    case "VOIDED":
      return "VOIDED";
    case "EXPIRED":
      return "EXPIRED";
    case "CLAIMED":
      return isPast(voucher.expiresAt, now) ? "EXPIRED" : "VALID";
    default:
      return isPast(voucher.expiresAt, now) ? "EXPIRED" : "NOT_CLAIMED";
  }
}

/** A voucher is usable up to, not at, its expiry. */
export const isPast = (expiresAt: Date | null, now: Date): boolean => expiresAt !== null && expiresAt <= now;

/** Until when a merchant may take back its own redemption. */
export const reversibleUntil = (redeemedAt: Date, reversalMinutes: number): Date =>
  new Date(redeemedAt.getTime() + reversalMinutes * minute);

/** A consumer's pass: eight digits, however they were grouped or typed. */
export function passDigits(code: string): string | null {
  const digits = code.normalize("NFKC").replace(/[\s-]/g, "");
  return /^\d{8}$/.test(digits) ? digits : null;
}

/** How far back a slot is looked for when the first day is not given. */
const SLOT_WEEKS = 520;

export const parseSlot = (slot: string): { weekday: number; hour: number } => {
  const [weekday = 1, hour = 0] = slot.split("-").map(Number);
  return { weekday, hour };
};

/** Each time that hour of that weekday (1 Monday … 7 Sunday) came in the zone; `to` is excluded. */
export function timesOf(slot: string, { from, to }: { from: Date | null; to: Date }): { gte: Date; lt: Date }[] {
  const { weekday, hour: at } = parseSlot(slot);
  const last = parseDay(dayKey(new Date(to.getTime() - 1))) as Date;
  const isoDay = ((Math.round(Date.parse(dayKey(last)) / day) + 3) % 7) + 1; // 1 January 1970 was a Thursday
  const latest = plusDays(last, -((isoDay - weekday + 7) % 7));
  const times = Array.from({ length: SLOT_WEEKS }, (_, week) => {
    const gte = new Date(plusDays(latest, -7 * week).getTime() + at * hour);
    return { gte, lt: new Date(gte.getTime() + hour) };
  });
  return times.filter(({ gte }) => !from || gte >= from);
}
