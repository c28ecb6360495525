import { useTranslations } from "next-intl";
import { TextLink } from "#components/ui/button.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { refundNo } from "#domain/payment/rules.ts";
import { itemNo } from "#domain/payout/rules.ts";
import { type Document, transactionKinds } from "#domain/report/queries-books.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";

export function LedgerTabs({ current }: { current: "trial" | "transactions" | "accounts" }) {
  const t = useTranslations("ledger");
  return (
    <LinkTabs
      label={t("title")}
      current={current}
      tabs={[
        { key: "trial", href: "/admin/ledger", label: t("tabs.trial") },
        { key: "transactions", href: "/admin/ledger/transactions", label: t("tabs.transactions") },
        { key: "accounts", href: "/admin/ledger/accounts", label: t("tabs.accounts") },
      ]}
    />
  );
}

/** "commission.reversal" → 佣金冻结（冲销）. */
export function KindText({ kind }: { kind: string }) {
  const t = useTranslations("ledger");
  const [base] = kind.split(".");
  const reversal = kind.endsWith(".reversal");
  const known = t(`txn.${transactionKinds.find((one) => one === base) ?? "other"}`);
  return <span>{reversal ? t("reversalOf", { kind: known }) : known}</span>;
}

const pages: Record<Document["type"], (id: string) => string> = {
  topup: (id) => `/admin/topups/${id}`,
  allotment: (id) => `/admin/distributors/${id}?tab=allotments`,
  recall: (id) => `/admin/distributors/${id}?tab=allotments`,
  redemption: (id) => `/admin/redemptions/${id}`,
  statement: (id) => `/admin/settlement/statements/${id}`,
  payout: (id) => `/admin/payouts/items/${id}`,
  withdrawal: (id) => `/admin/payouts/withdrawals/${id}`,
  refund: (id) => `/admin/payments/${id}`,
};

const numbers: Partial<Record<Document["type"], (no: number) => string>> = {
  ...{ statement: statementNo, payout: itemNo, withdrawal: withdrawalNo, refund: refundNo },
};

/** The paper behind a transaction, with its page. */
export function DocumentLink({ document, fallback }: { document: Document | null; fallback?: string | null }) {
  const t = useTranslations("ledger.doc");
  if (!document) return <span className="text-muted">{fallback || "—"}</span>;
  const { type, id, no, name } = document;
  const shown = no === null ? "" : (numbers[type]?.(no) ?? String(no));
  return <TextLink href={pages[type](id)}>{t(type, { name, no: shown })}</TextLink>;
}

/** An amount on its side: the other side stays empty. */
export function Side({ minor, side }: { minor: bigint; side: "debit" | "credit" }) {
  const mine = side === "debit" ? minor > 0n : minor < 0n;
  return mine ? <Money minor={minor < 0n ? -minor : minor} /> : <span className="text-muted">—</span>;
}
