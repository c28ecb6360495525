import { Tickets, TicketX } from "lucide-react";
import type { Metadata } from "next";
import { useFormatter, useLocale, useNow, useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ConsumerShell } from "#components/layout/consumer-shell.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { listOwnPhones } from "#domain/claim/queries.ts";
import { countWallet, listWallet } from "#domain/claim/queries-wallet.ts";
import { walletTabs } from "#domain/claim/schema.ts";
import { getDeviceCtx } from "#trpc/server.ts";
import { TicketRow } from "../ticket-row.tsx";
import { FindByPhone } from "./find-by-phone.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("claim"))("wallet.title") };
}

/** Everything this browser's persons have claimed, by what can still be done with it. */
export default async function WalletPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, ctx, t] = await Promise.all([searchParams, getDeviceCtx(), getTranslations("claim")]);
  const tab = walletTabs.find((candidate) => candidate === one(params.tab)) ?? "usable";
  const [page, counts, phones] = await Promise.all([
    listWallet(ctx, { tab, after: one(params.after) }),
    countWallet(ctx),
    listOwnPhones(ctx),
  ]);
  return (
    <ConsumerShell>
      <h1 className="mt-2 mb-3 text-2xl font-semibold">{t("wallet.title")}</h1>
      <LinkTabs
        label={t("wallet.tabs")}
        current={tab}
        tabs={walletTabs.map((key) => ({ key, href: `?tab=${key}`, label: t(`wallet.${key}`), count: counts[key] }))}
      />
      {page.items.length === 0 ? (
        <EmptyState
          icon={tab === "expired" ? <TicketX /> : <Tickets />}
          title={t(`wallet.empty.${tab}.title`)}
          text={t(`wallet.empty.${tab}.text`)}
        />
      ) : (
        <ul className="grid gap-3">
          {page.items.map((item) => (
            <li key={item.id}>
              <WalletRow voucher={item.voucher} faded={tab !== "usable"} />
            </li>
          ))}
        </ul>
      )}
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
      <div className="mt-8">
        <FindByPhone phones={phones} />
      </div>
    </ConsumerShell>
  );
}

type Voucher = Awaited<ReturnType<typeof listWallet>>["items"][number]["voucher"];
const soonMs = 7 * 24 * 3_600_000;

function WalletRow({ voucher, faded }: { voucher: Voucher; faded: boolean }) {
  const t = useTranslations("claim");
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  const { product, expiresAt, redeemedAt, status } = voucher;
  const date = (at: Date) => formatDateTime(at, { locale, only: "date" });
  const note =
    redeemedAt && status === "REDEEMED"
      ? t("wallet.usedAt", { date: date(redeemedAt) })
      : expiresAt
        ? t("wallet.expiresAt", { date: date(expiresAt) })
        : t("wallet.forever");
  const soon = !faded && expiresAt && expiresAt.getTime() - now.getTime() < soonMs;
  const when = expiresAt ? format.relativeTime(expiresAt, now) : "";
  return (
    <TicketRow
      href={`/v/${voucher.id}`}
      imageId={product.imageId}
      name={product.name}
      note={note}
      faded={faded}
      badge={
        status === "VOIDED" ? (
          <Badge tone="danger">{t("voucher.status.voided")}</Badge>
        ) : soon ? (
          <Badge tone="warning">{t("wallet.expires", { when })}</Badge>
        ) : null
      }
    />
  );
}
