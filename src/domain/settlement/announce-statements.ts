import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import type { TxCtx } from "#lib/context.ts";
import { formatYuan } from "#lib/money.ts";
import { statementNo } from "./rules.ts";

type Announced = { id: string; no: number; distributorId: string; netMinor: bigint };

/** Mails each distributor that its statement is ready; once per statement, whatever happens. */
export const announceReady = (tx: TxCtx, statements: readonly Announced[]) => announce(tx, "statement.ready", statements);
/** … or that it has been paid. */
export const announcePaid = (tx: TxCtx, statements: readonly Announced[]) => announce(tx, "statement.paid", statements);

const announce = (tx: TxCtx, template: "statement.ready" | "statement.paid", statements: readonly Announced[]) =>
  mailDistributors(
    tx,
    template,
    statements.map(({ id, no, distributorId, netMinor }) => ({
      distributorId,
      params: { no: statementNo(no), amount: formatYuan(netMinor) },
      secrets: {},
      dedupeKey: `${template}:${id}`,
    })),
  );
