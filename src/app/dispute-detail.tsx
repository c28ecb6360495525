import { Paperclip } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cx } from "#components/ui/class-names.ts";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { formatMoney, Money } from "#components/ui/money.tsx";
import type { DisputeDetail, DisputeMessage } from "#domain/dispute/queries.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { shortId } from "./commission-table.tsx";

/** The contested line: what it was, what leaving did to its statement, and where it is now. */
export function DisputeFacts({ dispute, staff }: { dispute: DisputeDetail; staff: boolean }) {
  const t = useTranslations("dispute");
  const locale = useLocale();
  const money = (minor: bigint) => formatMoney(minor, { locale });
  const { netMinor, taxMinor, offsetMinor } = dispute;
  const statements = staff ? "/admin/settlement/statements" : "/distributor/statements";
  const voucher = shortId(dispute.voucherId);
  return (
    <Card title={t("facts")}>
      <DescriptionList
        items={[
          ...(staff
            ? [
                {
                  label: t("distributor"),
                  value: <TextLink href={`/admin/distributors/${dispute.distributorId}`}>{dispute.distributorName}</TextLink>,
                },
              ]
            : []),
          {
            label: t("statement"),
            value: <TextLink href={`${statements}/${dispute.statementId}`}>{statementNo(dispute.statementNo)}</TextLink>,
          },
          { label: t("product"), value: dispute.productName },
          {
            label: t("voucher"),
            value: staff ? (
              <TextLink href={`/admin/redemptions/${dispute.redemptionId}`} className="font-mono font-normal">
                {voucher}
              </TextLink>
            ) : (
              <span className="font-mono">{voucher}</span>
            ),
          },
          { label: t("redeemedAt"), value: <DateTime at={dispute.redeemedAt} seconds /> },
          { label: t("amount"), value: <Money minor={dispute.amountMinor} className="font-semibold" /> },
          {
            label: t("effect"),
            value: t("effectText", { net: money(netMinor), tax: money(taxMinor), offset: money(offsetMinor) }),
            wide: true,
          },
          { label: t("where"), value: <Place dispute={dispute} statements={statements} />, wide: true },
          ...dispute.adjustments.map((one) => ({
            label: `${t("adjustment")} ${one.no}`,
            value: (
              <span className="inline-flex items-center gap-2">
                <Money minor={one.amountMinor} signed />
                {staff ? <AdjustmentBadge status={one.status} /> : null}
              </span>
            ),
          })),
        ]}
      />
    </Card>
  );
}

function AdjustmentBadge({ status }: { status: "REQUESTED" | "APPROVED" | "REJECTED" }) {
  const t = useTranslations("adjustment.status");
  return <StatusBadge status={status} label={t(status)} />;
}

function Place({ dispute, statements }: { dispute: DisputeDetail; statements: string }): ReactNode {
  const t = useTranslations("dispute.place");
  if (dispute.commissionStatus === "REVERSED") return t("reversed");
  if (dispute.nextStatementId && dispute.nextStatementNo !== null) {
    return (
      <TextLink href={`${statements}/${dispute.nextStatementId}`}>
        {t("on", { no: statementNo(dispute.nextStatementNo) })}
      </TextLink>
    );
  }
  return t(dispute.status === "OPEN" ? "waiting" : "next");
}

/** Both sides' messages, the oldest first: one's own on the right. */
export function DisputeThread({ dispute, staff, children }: { dispute: DisputeDetail; staff: boolean; children?: ReactNode }) {
  const t = useTranslations("dispute");
  return (
    <Card title={t("thread")}>
      <ol className="grid gap-4">
        {dispute.messages.map((message) => (
          <Message key={message.id} message={message} own={message.byStaff === staff} disputeId={dispute.id} staff={staff} />
        ))}
      </ol>
      {children ? <div className="mt-5 border-t border-separator pt-5">{children}</div> : null}
    </Card>
  );
}

type MessageProps = { message: DisputeMessage; own: boolean; disputeId: string; staff: boolean };

function Message({ message, own, disputeId, staff }: MessageProps) {
  const t = useTranslations("dispute");
  const who = !staff && own ? t("you") : message.authorName || t("operator");
  return (
    <li className={cx("flex", own ? "justify-end" : "justify-start")}>
      <div className="max-w-[min(36rem,90%)] min-w-0">
        <p className={cx("mb-1 flex gap-2 text-xs text-muted", own && "justify-end")}>
          <span>{who}</span>
          <DateTime at={message.createdAt} />
        </p>
        <div className={cx("rounded-2xl px-4 py-2.5 text-sm", own ? "bg-accent-soft" : "bg-surface-secondary")}>
          <p className="break-words whitespace-pre-wrap">{message.text}</p>
          {message.fileId ? (
            <a
              href={`/api/disputes/${disputeId}/files/${message.fileId}`}
              target="_blank"
              rel="noreferrer"
              className="mt-2 inline-flex max-w-full items-center gap-1.5 text-link underline-offset-4 hover:underline"
            >
              <Paperclip aria-hidden="true" className="size-4 shrink-0" />
              <span className="truncate">{message.fileName ?? t("file")}</span>
            </a>
          ) : null}
        </div>
      </div>
    </li>
  );
}
