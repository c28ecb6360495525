import { TZDate } from "@date-fns/tz";
import { addDays, addMonths, startOfDay, startOfMonth, startOfWeek } from "date-fns";

/** Days, weeks and months are those of this zone, wherever the server stands. */
export const ZONE = "Asia/Shanghai";

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export const inZone = (at: Date) => new TZDate(at, ZONE);
const plain = (at: Date) => new Date(at.getTime());

export const dayStart = (at: Date) => plain(startOfDay(inZone(at)));
export const weekStart = (at: Date) => plain(startOfWeek(inZone(at), { weekStartsOn: 1 }));
export const monthStart = (at: Date) => plain(startOfMonth(inZone(at)));
export const plusDays = (at: Date, days: number) => plain(addDays(inZone(at), days));
export const plusMonths = (at: Date, months: number) => plain(addMonths(inZone(at), months));

/** "2026-11-22" in the zone. */
export function dayKey(at: Date): string {
  const z = inZone(at);
  return `${z.getFullYear()}-${String(z.getMonth() + 1).padStart(2, "0")}-${String(z.getDate()).padStart(2, "0")}`;
}

/** The instant a zone day "2026-11-22" begins; null when there is no such day (31 February). */
export function parseDay(text: string): Date | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text.trim());
  if (!match) return null;
  const [y, m, d] = match.slice(1).map(Number) as [number, number, number];
  const at = new TZDate(y, m - 1, d, ZONE);
  return at.getFullYear() === y && at.getMonth() === m - 1 && at.getDate() === d ? plain(at) : null;
}
