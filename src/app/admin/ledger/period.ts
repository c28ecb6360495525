import { one, type Params } from "#components/table/href.ts";
import { type Window, windowOf } from "#domain/report/rules.ts";
import { dayKey, plusDays } from "#lib/time.ts";

/** The period of the books' pages: as asked, else the last thirty days. `days` are its ends as the filter shows them. */
export function periodOf(params: Params, now: Date): { window: Window; days: { from: string; to: string }; query: string } {
  const window = windowOf({ from: one(params.from), to: one(params.to) }, now);
  const days = { from: dayKey(window.from), to: dayKey(plusDays(window.to, -1)) };
  return { window, days, query: `from=${days.from}&to=${days.to}` };
}
