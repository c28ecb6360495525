import { getLocale, getTranslations } from "next-intl/server";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { adjustmentNo } from "#domain/adjustment/schema.ts";
import { type ItemRow, listItems } from "#domain/payout/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { getStatement, listStatementLines, type StatementDetail, type StatementLine } from "#domain/settlement/queries.ts";
import {
  type LeftLine,
  listLeftLines,
  listStatementAdjustments,
  type StatementAdjustment,
} from "#domain/settlement/queries-statement.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { formatYuan } from "#lib/money.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";
import { shortId } from "./commission-table.tsx";
import { periodText } from "./period-text.tsx";
import { taxText } from "./tax-text.ts";

/** The last column of every table is an amount; `widths` are shares of the page, columns from `rightFrom` on are set right. */
export type Table = {
  title: string;
  header: readonly string[];
  widths: readonly number[];
  rightFrom: number;
  rows: readonly (readonly string[])[];
};
export type Figure = [label: string, value: string];

/** A statement as the words and figures of a file, in the reader's language. Both files are made of this and of its lines. */
export type StatementFile = {
  no: string;
  operator: string;
  heading: string;
  facts: Figure[];
  figures: Figure[];
  /** How what is paid comes about. */
  amounts: Figure[];
  lines: Omit<Table, "title" | "rows">;
  total: [string, string];
  sections: Table[];
  notes: string[];
  words: {
    lines: string;
    facts: string;
    page: (page: number, pages: number) => string;
    rest: (count: number, rest: number) => string;
  };
  lineCount: number;
};

/** The file without its lines, and the lines a page at a time. NOT_FOUND for whoever may not see it. */
export async function readStatementFile(id: string): Promise<{ file: StatementFile; pages: AsyncIterable<string[][]> }> {
  const ctx = await getCtx();
  const statement = await getStatement(ctx, id);
  const [adjustments, left, { operatorName }, { items }] = await Promise.all([
    listStatementAdjustments(ctx, id),
    listLeftLines(ctx, id),
    getSettings(ctx),
    listItems(ctx, { statementId: id, status: "PAID", limit: 1 }),
  ]);
  const words = await readWords();
  const file = inWords(words, { statement, adjustments, left, operator: operatorName, paid: items[0] });
  return { file, pages: readLines(ctx, id, words) };
}

type Words = Awaited<ReturnType<typeof readWords>>;
async function readWords() {
  const [locale, t, c, d] = await Promise.all([
    getLocale(),
    getTranslations("statement"),
    getTranslations("commission"),
    getTranslations("dispute"),
  ]);
  return { locale, t, c, d, tax: await getTranslations("statement.tax") };
}

async function* readLines(ctx: Ctx, id: string, words: Words): AsyncGenerator<string[][]> {
  let index = 0;
  for (let after: string | undefined; ; ) {
    const page = await listStatementLines(ctx, id, { after, limit: 1000 });
    yield page.items.map((line) => lineCells(line, ++index, words));
    if (!page.next) return;
    after = page.next;
  }
}

const lineCells = (line: StatementLine, index: number, { locale, c }: Words): string[] => [
  ...[String(index), shortId(line.voucherId), line.productName, formatDateTime(line.redeemedAt, { locale })],
  ...[line.sellerName, String(line.depth), `${formatYuan(line.baseMinor)} ${c(`base.${line.base}`)}`],
  line.kind === "RATE" ? `${formatYuan(line.value)}%` : `${formatYuan(line.value)} ${c("fixed")}`,
  formatYuan(line.amountMinor),
];

type Parts = {
  statement: StatementDetail;
  adjustments: StatementAdjustment[];
  left: LeftLine[];
  operator: string;
  paid: ItemRow | undefined;
};

function inWords(words: Words, { statement, adjustments, left, operator, paid }: Parts): StatementFile {
  const { t } = words;
  const no = statementNo(statement.no);
  const figure = (label: string, minor: bigint): Figure => [label, formatYuan(minor)];
  return {
    no,
    operator,
    heading: t("doc.heading"),
    facts: factsOf(words, statement, paid),
    figures: [
      figure(t("opening"), statement.openingMinor),
      figure(t("net"), statement.netMinor),
      figure(t("closing"), statement.closingMinor),
    ],
    amounts: [
      figure(t("amount.commission"), statement.totalMinor),
      ...(adjustments.length > 0 ? [figure(t("amount.adjustment"), statement.adjustmentMinor)] : []),
      ...(statement.taxMinor > 0n ? [figure(t("amount.tax"), -statement.taxMinor)] : []),
      ...(statement.offsetMinor > 0n ? [figure(t("amount.offset"), -statement.offsetMinor)] : []),
      figure(t("net"), statement.netMinor),
    ],
    lines: {
      header: [
        ...[t("line.index"), t("line.voucher"), t("line.product"), t("line.redeemedAt"), t("line.seller"), t("line.depth")],
        ...[t("line.base"), t("line.rate"), t("line.amount")],
      ],
      widths: [5, 11, 21, 17, 16, 6, 15, 9, 11],
      rightFrom: 6,
    },
    total: [t("doc.sum"), formatYuan(statement.totalMinor)],
    sections: [adjustmentTable(words, adjustments), leftTable(words, left)],
    notes: [t("doc.currency"), t("periodNote"), ...(statement.taxMinor > 0n ? [t("doc.tax")] : []), t("doc.note")],
    words: {
      lines: t("doc.sheetLines"),
      facts: t("doc.sheetFacts"),
      page: (page, pages) => t("doc.page", { page, pages }),
      rest: (count, rest) => t("doc.rest", { count, rest }),
    },
    lineCount: statement.lineCount,
  };
}

function factsOf({ locale, t, tax }: Words, statement: StatementDetail, paid: ItemRow | undefined): Figure[] {
  const day = (at: Date) => formatDateTime(at, { locale, only: "date" });
  return [
    [
      t("doc.no"),
      statement.revision > 1
        ? `${statementNo(statement.no)} (${t("revision", { n: statement.revision })})`
        : statementNo(statement.no),
    ],
    [t("doc.payee"), statement.distributorName],
    [t("doc.period"), periodText({ from: statement.periodFrom, to: statement.periodTo }, locale)],
    [t("doc.made"), day(statement.createdAt)],
    [t("doc.status"), t(`ownStatus.${statement.status}`)],
    [t("tax.label"), taxText(tax, statement.taxBasis)],
    ...(statement.taxIdMasked ? [[t("tax.id"), statement.taxIdMasked] as Figure] : []),
    ...(statement.paidAt && statement.netMinor > 0n ? [[t("paidAt"), day(statement.paidAt)] as Figure] : []),
    ...(paid?.outNo ? [[t("doc.transfer"), paid.outNo] as Figure] : []),
  ];
}

const adjustmentTable = ({ locale, t }: Words, adjustments: StatementAdjustment[]): Table => ({
  title: t("adjustments.title"),
  header: [t("adjustments.no"), t("adjustments.reason"), t("adjustments.at"), t("adjustments.amount")],
  widths: [14, 56, 17, 13],
  rightFrom: 3,
  rows: adjustments.map(({ no, reason, decidedAt, amountMinor }) => [
    ...[adjustmentNo(no), reason, formatDateTime(decidedAt, { locale }), formatYuan(amountMinor)],
  ]),
});

const leftTable = ({ locale, t, d }: Words, left: LeftLine[]): Table => ({
  title: t("left.title"),
  header: [t("line.voucher"), t("line.product"), t("line.redeemedAt"), t("left.status"), t("left.next"), t("line.amount")],
  widths: [12, 30, 18, 14, 13, 13],
  rightFrom: 5,
  rows: left.map((line) => [
    ...[shortId(line.voucherId), line.productName, formatDateTime(line.redeemedAt, { locale }), d(`status.${line.status}`)],
    ...[line.nextStatementNo === null ? "" : statementNo(line.nextStatementNo), formatYuan(line.amountMinor)],
  ]),
});

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
