import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { payeeLabel } from "#domain/payee/rules.ts";
import type { ItemRow } from "#domain/payout/queries.ts";
import { type BatchStatus, type ItemStatus, itemNo } from "#domain/payout/rules.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";

/** Parts that staff's and distributors' pages of payouts share. */

export const documentNoOf = (row: Pick<ItemRow, "kind" | "documentNo">): string =>
  row.kind === "statement" ? statementNo(row.documentNo) : withdrawalNo(row.documentNo);

const tones: Record<ItemStatus, Tone> = {
  ...({ PREPARED: "warning", READY: "accent", HELD: "warning", SENDING: "accent", WAITING: "warning" } as const),
  ...({ UNKNOWN: "warning", PARKED: "danger", PAID: "success", FAILED: "danger", RETURNED: "danger" } as const),
  CANCELLED: "neutral",
};
const batchTones: Record<BatchStatus, Tone> = { PREPARED: "warning", APPROVED: "accent", REJECTED: "danger", DONE: "success" };

/** `own`: in the distributor's words. */
export function ItemStatusBadge({ status, own = false }: { status: ItemStatus; own?: boolean }) {
  const t = useTranslations("payout");
  return <StatusBadge status={status} tone={tones[status]} label={t(`${own ? "ownStatus" : "status"}.${status}`)} />;
}

export function BatchStatusBadge({ status }: { status: BatchStatus }) {
  const t = useTranslations("payout.batchStatus");
  return <StatusBadge status={status} tone={batchTones[status]} label={t(status)} />;
}

/** "招商银行 •••• 1234 · 张三" */
export function AccountText({ row }: { row: Pick<ItemRow, "bankName" | "numberMasked" | "holderName"> }) {
  return (
    <span>
      <span className="tnum">{payeeLabel(row)}</span> <span className="text-muted">{row.holderName}</span>
    </span>
  );
}

/** Where it is now, in words. */
export function useItemText(own: boolean): (row: ItemRow) => string {
  const t = useTranslations("payout");
  return (row) => {
    if (own) return t(`ownText.${row.status}`);
    if (row.status === "READY" && row.reason === "BALANCE_SHORT") return t("text.READY_SHORT");
    if (row.status === "SENDING" && row.provider === "BANK") return t("text.SENDING_BANK");
    if (row.status === "HELD" && row.reason && t.has(`heldReason.${row.reason}`)) return t(`heldReason.${row.reason}`);
    return t(`text.${row.status}`);
  };
}

type OfDocument = { items: readonly ItemRow[]; own: boolean; nothing?: boolean; action?: React.ReactNode };

/** How one statement is paid: every payout of it, the newest first. */
export function PayoutsOfDocument({ items, own, nothing = false, action }: OfDocument) {
  const t = useTranslations("payout");
  const textOf = useItemText(own);
  const none = nothing ? t("ofDocument.nothing") : t(own ? "ofDocument.noneOwn" : "ofDocument.none");
  return (
    <Card title={t("ofDocument.title")} actions={action}>
      {items.length === 0 ? <p className="text-sm text-muted">{none}</p> : null}
      <ul className="divide-y divide-separator">
        {items.map((row) => (
          <li key={row.id} className="grid gap-1.5 py-3 text-sm first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <TextLink href={own ? `/distributor/payouts/${row.id}` : `/admin/payouts/items/${row.id}`} className="font-mono">
                {itemNo(row.no)}
              </TextLink>
              <span className="flex items-center gap-3">
                <Money minor={row.amountMinor} />
                <ItemStatusBadge status={row.status} own={own} />
              </span>
            </div>
            <p>{textOf(row)}</p>
            <p className="flex flex-wrap gap-x-4 text-xs text-muted">
              <AccountText row={row} />
              <span>
                {t(`provider.${row.provider}`)} <DateTime at={row.paidAt ?? row.updatedAt} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
