/** Search params as Next hands them to a page, and links that change some of them. */
export type Params = Record<string, string | string[] | undefined>;

/** hrefWith(params, { status: "PAID", after: null }) → "?q=…&status=PAID". null or "" removes. */
export function hrefWith(params: Params, changes: Record<string, string | number | null | undefined>): string {
  const next = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (key in changes || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) next.append(key, one);
  }
  for (const [key, value] of Object.entries(changes)) {
    if (value !== null && value !== undefined && value !== "") next.set(key, String(value));
  }
  const text = next.toString();
  return text ? `?${text}` : "?";
}

/** The first value of a param: pages read `one(params.status)`. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** True when any of these params filters the list: an empty list then says "no match" instead of "nothing here yet". */
export function isFiltered(params: Params, keys: string[]): boolean {
  return keys.some((key) => Boolean(one(params[key])));
}
