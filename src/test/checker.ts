import { expect } from "vitest";
import { checkInvariants } from "#domain/report/check-invariants.ts";
import type { Db } from "#lib/db.ts";

/** Every invariant of `npm run check`, in any state a test leaves the database in. */
export async function expectBooksToBalance(db: Pick<Db, "$queryRawUnsafe">): Promise<void> {
  const broken = (await checkInvariants(db)).filter((result) => result.wrong.length > 0);
  expect(broken).toEqual([]);
}
