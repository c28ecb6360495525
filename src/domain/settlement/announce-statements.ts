import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import type { TxCtx } from "#lib/context.ts";
import { formatYuan } from "#lib/money.ts";
import { statementNo } from "./rules.ts";

type Announced = { id: string; no: number; distributorId: string; netMinor: bigint };

/** Mails each distributor that its statement is ready; once per statement, whatever happens. */
export const announceReady = (tx: TxCtx, statements: readonly Announced[]) =>
  mailDistributors(
    tx,
    "statement.ready",
    statements.map(({ id, no, distributorId, netMinor }) => ({
      distributorId,
      params: { no: statementNo(no), amount: formatYuan(netMinor) },
      secrets: {},
      dedupeKey: `statement.ready:${id}`,
    })),
  );
