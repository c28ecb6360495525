import { one, type Params } from "#components/table/href.ts";
import { type CommissionFilter, commissionStatuses } from "#domain/commission/schema.ts";
import { dateRange } from "./date-range.ts";

export const commissionFilterKeys = ["q", "status", "product", "distributor", "depth", "rule", "redemption", "from", "to"];

/** What the address asks for; what cannot be read is left out. */
export function commissionFilterOf(params: Params): CommissionFilter {
  const text = (key: string) => one(params[key]) || undefined;
  return {
    ...dateRange(params),
    status: commissionStatuses.find((status) => status === text("status")),
    productId: text("product"),
    distributorId: text("distributor"),
    ruleId: text("rule"),
    redemptionId: text("redemption"),
    depth: text("depth"),
    q: text("q"),
    after: text("after"),
  };
}
