import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { getTrialBalance, type TrialRow } from "./queries-books.ts";
import { type BookEntry, type BookFilter, listBookEntries } from "./queries-entries.ts";
import type { Window } from "./rules.ts";

/** Entries to take away, page by page. Leaves its trace before the first row leaves. */
export async function exportEntries(ctx: Ctx, filter: BookFilter): Promise<AsyncGenerator<BookEntry[]>> {
  authorize(ctx, "ledger:read");
  const { after: _, limit: __, ...asked } = filter;
  await leaveTrace(ctx, "entries", asked);
  return everyEntry(ctx, asked);
}

/** The trial balance to take away. */
export async function exportTrial(ctx: Ctx, window: Window): Promise<TrialRow[]> {
  authorize(ctx, "ledger:read");
  await leaveTrace(ctx, "trial", window);
  return getTrialBalance(ctx, window);
}

const leaveTrace = (ctx: Ctx, id: string, after: object): Promise<void> =>
  inTransaction(ctx, (tx) => recordAudit(tx, { action: "ledger.export", subject: { type: "ledger", id }, after }));

async function* everyEntry(ctx: Ctx, filter: BookFilter): AsyncGenerator<BookEntry[]> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listBookEntries>> = await listBookEntries(ctx, { ...filter, after, limit: 1000 });
    if (page.items.length > 0) yield page.items;
    after = page.next;
  } while (after);
}
