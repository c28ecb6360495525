import { expect } from "vitest";
import type { Db } from "#lib/db.ts";

/** Each query lists what is wrong and must come back empty, in any state a test leaves the database in. */
const rules: Record<string, string> = {
  "every ledger transaction sums to zero per currency": `
    select e.transaction_id, a.currency, sum(e.amount_minor) from ledger_entry e join ledger_account a on a.id = e.account_id
    group by 1, 2 having sum(e.amount_minor) <> 0 limit 5`,
};

export async function expectBooksToBalance(db: Pick<Db, "$queryRawUnsafe">): Promise<void> {
  for (const [rule, sql] of Object.entries(rules)) {
    const wrong = await db.$queryRawUnsafe<object[]>(sql);
    expect(wrong, rule).toEqual([]);
  }
}
