import { enqueueMessages } from "#domain/message/enqueue-message.ts";
import type { TxCtx } from "#lib/context.ts";
import { formatYuan } from "#lib/money.ts";
import { statementNo } from "./rules.ts";

type Announced = { id: string; no: number; distributorId: string; netMinor: bigint };

/** Mails each distributor that its statement is ready; once per statement, whatever happens. */
export const announceReady = (tx: TxCtx, statements: readonly Announced[]) => announce(tx, "statement.ready", statements);
/** … or that it has been paid. */
export const announcePaid = (tx: TxCtx, statements: readonly Announced[]) => announce(tx, "statement.paid", statements);

async function announce(
  tx: TxCtx,
  template: "statement.ready" | "statement.paid",
  statements: readonly Announced[],
): Promise<void> {
  const distributors = await tx.db.distributor.findMany({
    where: { id: { in: statements.map((one) => one.distributorId) } },
    select: { id: true, name: true, email: true, users: { select: { locale: true }, orderBy: { id: "asc" }, take: 1 } },
  });
  const byId = new Map(distributors.map((one) => [one.id, one]));
  await enqueueMessages(
    tx,
    statements.flatMap((statement) => {
      const to = byId.get(statement.distributorId);
      if (!to) return [];
      return [
        {
          template,
          to: to.email,
          locale: to.users[0]?.locale ?? "zh-CN",
          params: { name: to.name, no: statementNo(statement.no), amount: formatYuan(statement.netMinor) },
          secrets: {},
          dedupeKey: `${template}:${statement.id}`,
        },
      ];
    }),
  );
}
