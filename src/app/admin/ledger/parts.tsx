import { useTranslations } from "next-intl";
import { TextLink } from "#components/ui/button.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import type { Document } from "#domain/report/queries-documents.ts";
import { readKind } from "#domain/report/rules-books.ts";
import { statementNo } from "#domain/settlement/rules.ts";

const tabs = ["money", "trial", "transactions", "entries", "accounts", "days"] as const;
const tabHref = (tab: (typeof tabs)[number]) => (tab === "trial" ? "/admin/ledger" : `/admin/ledger/${tab}`);

export function LedgerTabs({ current }: { current: (typeof tabs)[number] }) {
  const t = useTranslations("ledger");
  return (
    <LinkTabs
      label={t("title")}
      current={current}
      tabs={tabs.map((key) => ({ key, href: tabHref(key), label: t(`tabs.${key}`) }))}
    />
  );
}

/** "payout.reserve" → the word for it: txn.payoutReserve. */
export const kindKey = (kind: string): string => kind.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());

/** "commission.reversal" → 佣金冻结（冲销）. */
export function KindText({ kind }: { kind: string }) {
  const t = useTranslations("ledger");
  const { base, reversal } = readKind(kind);
  const known = t(`txn.${kindKey(base ?? "other")}`);
  return <span>{reversal ? t("reversalOf", { kind: known }) : known}</span>;
}

/** The one table from documents to their pages. */
const pages: Record<Document["type"], (id: string) => string> = {
  topup: (id) => `/admin/topups/${id}`,
  refund: (id) => `/admin/payments/${id}`,
  allotment: (id) => `/admin/distributors/${id}?tab=allotments`,
  recall: (id) => `/admin/distributors/${id}?tab=allotments`,
  breakage: (id) => `/admin/distributors/${id}?tab=allotments`,
  redemption: (id) => `/admin/redemptions/${id}`,
  clawback: (id) => `/admin/redemptions/${id}`,
  statement: (id) => `/admin/settlement/statements/${id}`,
  adjustment: () => "/admin/adjustments",
  dispute: (id) => `/admin/disputes/${id}`,
  withdrawal: (id) => `/admin/payouts/withdrawals/${id}`,
  payout: (id) => `/admin/payouts/items/${id}`,
  line: (id) => `/admin/reconciliation/lines/${id}`,
};

/** The paper behind a transaction, with its page. */
export function DocumentLink({ document, fallback }: { document: Document | null; fallback?: string | null }) {
  const t = useTranslations("ledger.doc");
  const pay = useTranslations("payment.provider");
  if (!document) return <span className="text-muted">{fallback || "—"}</span>;
  const { type, id, no, name } = document;
  const shown = type === "statement" && no !== null ? statementNo(no) : String(no ?? "");
  return <TextLink href={pages[type](id)}>{t(type, { name: type === "line" ? pay(name) : name, no: shown })}</TextLink>;
}

/** An amount on its side: the other side stays empty. */
export function Side({ minor, side }: { minor: bigint; side: "debit" | "credit" }) {
  const mine = side === "debit" ? minor > 0n : minor < 0n;
  return mine ? <Money minor={minor < 0n ? -minor : minor} /> : <span className="text-muted">—</span>;
}
