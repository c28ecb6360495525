import { z } from "zod";

/** Keyset paging for tables that grow: `after` is the id of the last row seen, newest first. */
export const keysetInput = z.object({
  after: z.uuid().optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type KeysetInput = z.input<typeof keysetInput>;
export type KeysetPage<T> = { items: T[]; next: string | null };

/** Rows must have been read with `limit + 1`; the extra one only tells that there is more. */
export function keysetPage<T extends { id: string }>(rows: T[], limit: number): KeysetPage<T> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)!.id : null };
}

/** A keyset list from its first page to its last, for a file: each page is read when it is asked for. */
export async function* everyPage<T>(read: (after: string | undefined) => Promise<KeysetPage<T>>): AsyncGenerator<T[]> {
  let after: string | undefined;
  do {
    const { items, next } = await read(after);
    if (items.length > 0) yield items;
    after = next ?? undefined;
  } while (after);
}

/** Numbered pages for small tables. */
export const numberedInput = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type NumberedInput = z.input<typeof numberedInput>;
export type NumberedPage<T> = {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
};
