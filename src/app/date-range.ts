import { one, type Params } from "#components/table/href.ts";
import { parseDay, plusDays } from "#lib/time.ts";

/** ?from=2026-11-01&to=2026-11-22, both days included → instants, the second one exclusive. What cannot be read is left out. */
export function dateRange(params: Params): { from?: Date; to?: Date } {
  const from = parseDay(one(params.from) ?? "");
  const to = parseDay(one(params.to) ?? "");
  return { ...(from ? { from } : {}), ...(to ? { to: plusDays(to, 1) } : {}) };
}
