import { Pencil, ScanLine } from "lucide-react";
import { notFound } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DataTable } from "#components/table/data-table.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { can } from "#domain/access/rules.ts";
import { getMerchant, type MerchantDetail } from "#domain/merchant/queries.ts";
import { dayKey, plusDays } from "#lib/time.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { AddUser, SwitchMerchant, SwitchUser } from "./merchant-actions.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("merchant"))("title") };
}

export default async function MerchantPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("redemption:read");
  const id = z.uuid().safeParse((await params).id).data ?? notFound();
  const merchant = await orAnswer(getMerchant(ctx, id));
  return <MerchantView merchant={merchant} manages={can(ctx.actor, "merchant:manage")} now={ctx.now} />;
}

type ViewProps = { merchant: MerchantDetail; manages: boolean };

function MerchantView({ merchant, manages, now }: ViewProps & { now: Date }) {
  const t = useTranslations("merchant");
  const { id, name, disabledAt } = merchant;
  const redemptions = `/admin/redemptions?merchantId=${id}`;
  const today = dayKey(now);
  const days = (from: string) => `${redemptions}&state=valid&from=${from}&to=${today}`;
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ href: "/admin/merchants", label: t("title") }, { label: name }]}
        badge={
          <Badge tone={disabledAt ? "danger" : "success"} dot>
            {t(disabledAt ? "status.disabled" : "status.active")}
          </Badge>
        }
        actions={
          <>
            <ButtonLink href={redemptions} icon={<ScanLine />}>
              {t("detail.openRedemptions")}
            </ButtonLink>
            {manages ? <SwitchMerchant id={id} name={name} disabled={disabledAt !== null} /> : null}
            {manages ? (
              <ButtonLink href={`/admin/merchants/${id}/edit`} variant="primary" icon={<Pencil />}>
                {t("edit")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="grid gap-4">
        <div className="grid grid-cols-3 gap-3 sm:gap-4">
          <Stat label={t("detail.today")} value={<Num value={merchant.redeemedToday} />} href={days(today)} />
          <Stat label={t("detail.month")} value={<Num value={merchant.redeemed30} />} href={days(dayKey(plusDays(now, -29)))} />
          <Stat label={t("detail.all")} value={<Num value={merchant.redeemedAll} />} href={`${redemptions}&state=valid`} />
        </div>
        <Card title={t("section.facts")}>
          <DescriptionList
            columns={3}
            items={[
              { label: t("contact"), value: merchant.contact || undefined },
              { label: t("phone"), value: merchant.phone || undefined },
              { label: t("region"), value: merchant.region || undefined },
              { label: t("address"), value: merchant.address || undefined },
              { label: t("createdAt"), value: <DateTime at={merchant.createdAt} /> },
            ]}
          />
        </Card>
        <Products products={merchant.products} />
        <Users merchant={merchant} manages={manages} />
      </div>
    </>
  );
}

function Products({ products }: Pick<MerchantDetail, "products">) {
  const t = useTranslations("merchant");
  return (
    <Card title={t("products")}>
      {products.length === 0 ? (
        <Alert tone="warning">{t("detail.noProducts")}</Alert>
      ) : (
        <ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
          {products.map((product) => (
            <li key={product.id}>
              <TextLink href={`/admin/products/${product.id}`}>{product.name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Users({ merchant, manages }: ViewProps) {
  const t = useTranslations("merchant");
  return (
    <Card title={t("users")} actions={manages && !merchant.disabledAt ? <AddUser merchantId={merchant.id} /> : undefined} flush>
      <DataTable
        bare
        label={t("users")}
        rows={merchant.users}
        rowKey={(row) => row.id}
        columns={[
          { key: "name", header: t("user.name"), primary: true, cell: (row) => row.name },
          { key: "email", header: t("user.email"), cell: (row) => row.email },
          {
            key: "last",
            header: t("user.lastSignIn"),
            cell: (row) =>
              row.lastSignInAt ? <DateTime at={row.lastSignInAt} /> : <span className="text-muted">{t("user.never")}</span>,
          },
          {
            key: "status",
            header: t("status.label"),
            cell: (row) => {
              const status = row.disabledAt ? "disabled" : row.invited ? "invited" : "active";
              const tone = { disabled: "danger", invited: "warning", active: "success" } as const;
              return (
                <Badge tone={tone[status]} dot>
                  {t(`user.${status}`)}
                </Badge>
              );
            },
          },
          {
            key: "actions",
            header: "",
            align: "end",
            cell: (row) => (manages ? <SwitchUser id={row.id} name={row.name} disabled={row.disabledAt !== null} /> : null),
          },
        ]}
      />
    </Card>
  );
}
