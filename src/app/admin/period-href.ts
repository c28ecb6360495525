/** Days of the zone, both included. */
export type Period = { from: string; to: string };
/** What else narrows the list. */
type More = Record<string, string>;

/** The lists behind the dashboard's figures: each counts what the figure counts. */
export const periodHref = {
  sales: (period: Period, more: More = {}) => href("allotments", period, more),
  claims: (period: Period, more: More = {}) => href("vouchers", period, { dateKind: "claimed", ...more }),
  redemptions: (period: Period, more: More = {}) => href("redemptions", period, { state: "valid", ...more }),
  commissions: (period: Period, more: More = {}) => href("commissions", period, more),
};

/** For a trend: `{key}` is the day of the point. */
export const eachDay: Period = { from: "{key}", to: "{key}" };

function href(list: string, period: Period, more: More): string {
  const query = new URLSearchParams({ ...period, ...more });
  return `/admin/${list}?${query.toString().replaceAll("%7Bkey%7D", "{key}")}`;
}
