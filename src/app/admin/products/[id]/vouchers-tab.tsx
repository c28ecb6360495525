import { FileInput, Link2, PackageCheck, ScanLine, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Num } from "#components/ui/number.tsx";
import { SplitBar } from "#components/ui/progress.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { statusTone } from "#components/ui/tone.ts";
import type { ProductDetail } from "#domain/product/queries.ts";

const statuses = ["IN_STOCK", "ALLOTTED", "CLAIMED", "REDEEMED", "EXPIRED", "VOIDED"] as const;

export function VouchersTab({ product, manages }: { product: ProductDetail; manages: boolean }) {
  const t = useTranslations("product");
  const link = (path: string, icon: ReactNode, label: string) => (
    <ButtonLink href={`/admin/${path}?product=${product.id}`} icon={icon}>
      {label}
    </ButtonLink>
  );
  if (product.voucherCount === 0) {
    const action = manages ? (
      <ButtonLink href={`/admin/batches/new?product=${product.id}`} variant="primary" icon={<FileInput />}>
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
                href={`/admin/vouchers?product=${product.id}&status=${status}`}
              />
            ))}
          </div>
        </div>
      </Card>
      <div className="grid grid-cols-3 gap-3 sm:gap-4">
        <Stat
          label={t("detail.batches")}
          value={<Num value={product.batchCount} />}
          href={`/admin/batches?product=${product.id}`}
        />
        <Stat
          label={t("detail.allotments")}
          value={<Num value={product.allotmentCount} />}
          href={`/admin/vouchers?product=${product.id}&status=ALLOTTED`}
        />
        <Stat label={t("detail.links")} value={<Num value={product.linkCount} />} href={`/admin/links?product=${product.id}`} />
      </div>
      <div className="flex flex-wrap gap-2">
        {link("batches", <FileInput />, t("detail.openBatches"))}
        {link("stock", <PackageCheck />, t("detail.openAllotments"))}
        {link("links", <Link2 />, t("detail.openLinks"))}
        {link("redemptions", <ScanLine />, t("detail.openRedemptions"))}
      </div>
    </div>
  );
}
