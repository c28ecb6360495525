import { one, type Params } from "#components/table/href.ts";
import { type StatementFilter, statementStatuses } from "#domain/settlement/schema.ts";
import { dateRange } from "./date-range.ts";

/** What the address asks for; what cannot be read is left out. */
export function statementFilterOf(params: Params): StatementFilter {
  return {
    ...dateRange(params),
    status: statementStatuses.find((status) => status === one(params.status)),
    distributorId: one(params.distributor) || undefined,
    q: one(params.q) || undefined,
    after: one(params.after) || undefined,
  };
}
