import { getLocale, getTranslations } from "next-intl/server";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { type ItemRow, listItems } from "#domain/payout/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { getStatement, listStatementLines, type StatementDetail, type StatementLine } from "#domain/settlement/queries.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { DomainError } from "#lib/errors.ts";
import { formatYuan } from "#lib/money.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";
import { shortId } from "./commission-table.tsx";
import { periodText } from "./period-text.tsx";

/** A statement as the words and figures of a file, in the reader's language. Both files are made of this. */
export type StatementFile = {
  no: string;
  operator: string;
  heading: string;
  facts: [string, string][];
  figures: [string, string][];
  header: string[];
  rows: (string | number)[][];
  total: [string, string];
  notes: string[];
  words: {
    lines: string;
    facts: string;
    page: (page: number, pages: number) => string;
    rest: (count: number, rest: number) => string;
  };
  lineCount: number;
};

/** Reads at most `limit` lines; the totals are always of all. NOT_FOUND for whoever may not see it. */
export async function readStatementFile(id: string, limit: number): Promise<StatementFile> {
  const ctx = await getCtx();
  const statement = await getStatement(ctx, id);
  const lines: StatementLine[] = [];
  for (let after: string | undefined; lines.length < limit; ) {
    const page = await listStatementLines(ctx, id, { after, limit: Math.min(2000, limit - lines.length) });
    lines.push(...page.items);
    if (!page.next) break;
    after = page.next;
  }
  const { operatorName } = await getSettings(ctx);
  const [paid] = (await listItems(ctx, { statementId: id, status: "PAID", limit: 1 })).items;
  return inWords(statement, lines, operatorName, paid);
}

async function inWords(
  statement: StatementDetail,
  lines: StatementLine[],
  operator: string,
  paid: ItemRow | undefined,
): Promise<StatementFile> {
  const [locale, t, c] = await Promise.all([getLocale(), getTranslations("statement"), getTranslations("commission")]);
  const day = (at: Date) => formatDateTime(at, { locale, only: "date" });
  const facts: [string, string][] = [
    [t("doc.no"), statementNo(statement.no)],
    [t("doc.payee"), statement.distributorName],
    [t("doc.period"), periodText({ from: statement.periodFrom, to: statement.periodTo }, locale)],
    [t("doc.made"), day(statement.createdAt)],
    [t("doc.status"), t(`ownStatus.${statement.status}`)],
    ...(statement.paidAt ? [[t("paidAt"), day(statement.paidAt)] as [string, string]] : []),
    ...(paid?.outNo ? [[t("doc.transfer"), paid.outNo] as [string, string]] : []),
  ];
  return {
    no: statementNo(statement.no),
    operator,
    heading: t("doc.heading"),
    facts,
    figures: [
      [t("opening"), formatYuan(statement.openingMinor)],
      [t("this"), formatYuan(statement.totalMinor)],
      [t("closing"), formatYuan(statement.closingMinor)],
    ],
    header: [
      ...[t("line.index"), t("line.voucher"), t("line.product"), t("line.redeemedAt"), t("line.seller"), t("line.depth")],
      ...[t("line.base"), t("line.rate"), t("line.amount")],
    ],
    rows: lines.map((line, index) => [
      ...[
        index + 1,
        shortId(line.voucherId),
        line.productName,
        formatDateTime(line.redeemedAt, { locale }),
        line.sellerName,
        line.depth,
      ],
      `${formatYuan(line.baseMinor)} ${c(`base.${line.base}`)}`,
      line.kind === "RATE" ? `${formatYuan(line.value)}%` : `${formatYuan(line.value)} ${c("fixed")}`,
      formatYuan(line.amountMinor),
    ]),
    total: [t("doc.sum"), formatYuan(statement.totalMinor)],
    notes: [t("doc.currency"), t("periodNote"), t("doc.note")],
    words: {
      lines: t("doc.sheetLines"),
      facts: t("doc.sheetFacts"),
      page: (page, pages) => t("doc.page", { page, pages }),
      rest: (count, rest) => t("doc.rest", { count, rest }),
    },
    lineCount: statement.lineCount,
  };
}

/** A download route's answer: the bytes, or the refusal. */
export async function answerFile(make: () => Promise<{ body: BodyInit; type: string; name: string }>): Promise<Response> {
  try {
    const { body, type, name } = await make();
    return new Response(body, {
      headers: {
        "content-type": type,
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    // Whether somebody else's statement exists is nobody's business.
    const hidden = error instanceof DomainError && error.code === "FORBIDDEN" ? new DomainError("NOT_FOUND") : error;
    return toResponse(errorReply(hidden, "/api/statements"));
  }
}
