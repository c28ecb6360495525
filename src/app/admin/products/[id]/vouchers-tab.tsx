import { FileInput, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Num } from "#components/ui/number.tsx";
import { SplitBar } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { statusTone } from "#components/ui/tone.ts";
import type { ProductDetail } from "#domain/product/queries.ts";

const statuses = ["IN_STOCK", "ALLOTTED", "CLAIMED", "REDEEMED", "EXPIRED", "VOIDED"] as const;

export function VouchersTab({ product, manages }: { product: ProductDetail; manages: boolean }) {
  const t = useTranslations("product");
  const list = (path: string) => `/admin/${path}?productId=${product.id}`;
  if (product.voucherCount === 0) {
    const action = manages ? (
      <ButtonLink href={`/admin/batches/import?productId=${product.id}`} variant="primary" icon={<FileInput />}>
        {t("detail.import")}
      </ButtonLink>
    ) : null;
    return (
      <div className="tile">
        <EmptyState icon={<Ticket />} title={t("detail.noVouchers")} text={t("detail.noVouchersText")} action={action} />
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <Card title={t("detail.vouchers")} description={t("detail.total", { count: product.voucherCount })}>
        <div className="grid gap-4">
          <SplitBar
            label={t("detail.vouchers")}
            parts={statuses.map((status) => ({
              value: product.counts[status],
              tone: statusTone(status),
              label: t(`status.${status}`),
            }))}
          />
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
            {statuses.map((status) => (
              <Stat
                key={status}
                label={t(`status.${status}`)}
                value={<Num value={product.counts[status]} />}
                href={`/admin/vouchers?productId=${product.id}&status=${status}`}
              />
            ))}
          </div>
        </div>
      </Card>
      <StatGrid>
        <Stat label={t("detail.batches")} value={<Num value={product.batchCount} />} href={list("batches")} />
        <Stat label={t("detail.allotments")} value={<Num value={product.allotmentCount} />} href={list("allotments")} />
        <Stat label={t("detail.links")} value={<Num value={product.linkCount} />} href={list("links")} />
        <Stat
          label={t("detail.redemptions")}
          value={<Num value={product.counts.REDEEMED} />}
          href={`${list("redemptions")}&state=valid`}
        />
      </StatGrid>
    </div>
  );
}
