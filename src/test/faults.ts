import { expect } from "vitest";
import { checkInvariants } from "#domain/report/check-invariants.ts";
import type { Db, Tx } from "#lib/db.ts";

/** Breaks something behind the back of every trigger, checks, and takes it back. Answers the rules that noticed. */
export async function findAfter(db: Db, ...sql: string[]): Promise<string[]> {
  let found: string[] = [];
  const undone = new Error("undone");
  await db
    .$transaction(async (tx: Tx) => {
      await tx.$executeRawUnsafe("SET LOCAL session_replication_role = replica");
      for (const one of sql) {
        const rows = await tx.$executeRawUnsafe(one);
        if (!one.startsWith("ALTER")) expect(rows, one).toBeGreaterThan(0);
      }
      found = (await checkInvariants(tx)).filter((result) => result.wrong.length > 0).map((result) => result.rule);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return found;
}

/** SQL for the id of the first row that fits. */
export const any = (table: string, where = "TRUE") => `(SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 1)`;
