import { Send } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { payeeLabel } from "#domain/payee/rules.ts";
import {
  listPayoutChannels,
  type PayableRow,
  type PayoutChannel,
  type Preview,
  previewPayout,
} from "#domain/payout/queries-payable.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";
import { isId } from "#lib/ids.ts";
import { requireStaff } from "#trpc/server.ts";
import { Blocked } from "./blocked.tsx";
import { type Choice, PrepareForm } from "./prepare-form.tsx";

export default async function NewPayoutPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("payout:prepare");
  const params = await searchParams;
  const only = one(params.statement);
  const [t, channels] = await Promise.all([getTranslations("payout"), listPayoutChannels(ctx)]);
  const asked = channels.find(({ provider }) => provider === one(params.provider));
  const channel = asked ?? channels.find(({ on }) => on) ?? channels[0]!;
  const { provider } = channel;
  const input = { provider, ...(isId(only) ? { statementId: only } : {}) };
  const preview = channel.on ? await previewPayout(ctx, input) : null;
  const query = isId(only) ? `&statement=${only}` : "";
  return (
    <ClientMessages of={["payout"]}>
      <PageHeader
        title={t("preview.title")}
        description={t("preview.lead")}
        crumbs={[{ href: "/admin/payouts", label: t("title") }, { label: t("preview.title") }]}
      />
      <LinkTabs
        label={t("provider.label")}
        current={provider}
        tabs={channels.map((each) => ({
          key: each.provider,
          href: `/admin/payouts/new?provider=${each.provider}${query}`,
          label: t(`provider.${each.provider}`),
        }))}
      />
      {preview ? <Chooser preview={preview} /> : <Off channel={channel} />}
    </ClientMessages>
  );
}

async function Off({ channel: { provider, needs } }: { channel: PayoutChannel }) {
  const t = await getTranslations("payout");
  return (
    <div className="tile">
      <EmptyState
        icon={<Send />}
        title={t("preview.off", { provider: t(`provider.${provider}`) })}
        text={t("preview.offText", { needs: needs.join(", ") })}
      />
    </div>
  );
}

async function Chooser({ preview: { provider, limits, rows, more } }: { preview: Preview }) {
  const [t, locale] = await Promise.all([getTranslations("payout"), getLocale()]);
  const money = (minor: bigint) => formatMoney(minor, { locale });
  const good = rows.filter((row) => !row.obstacle);
  const blocked = rows.filter((row) => row.obstacle);
  const name = t(`provider.${provider}`);
  const lots = limits.maxMinor >= 10n ** 14n;
  return (
    <div className="grid gap-6">
      {good.length > 0 ? (
        <PrepareForm
          key={provider}
          provider={provider}
          limits={
            lots
              ? t("preview.limitsMin", { min: money(limits.minMinor) })
              : t("preview.limits", { min: money(limits.minMinor), max: money(limits.maxMinor) })
          }
          more={more ? t("preview.more", { count: rows.length }) : null}
          rows={good.map((row) => choiceOf(row, (at) => formatDateTime(at, { locale, only: "date" })))}
        />
      ) : (
        <div className="tile">
          <EmptyState icon={<Send />} title={t("preview.none", { provider: name })} text={t("preview.noneText")} />
        </div>
      )}
      {blocked.length > 0 ? <Blocked rows={blocked} /> : null}
    </div>
  );
}

const choiceOf = (row: PayableRow, day: (at: Date) => string): Choice => ({
  id: row.id,
  kind: row.kind,
  no: row.kind === "statement" ? statementNo(row.no) : withdrawalNo(row.no),
  name: row.distributorName,
  account: payeeLabel({ bankName: row.bankName ?? "", numberMasked: row.numberMasked ?? "" }),
  holder: row.holderName ?? "",
  amountMinor: String(row.amountMinor),
  day: day(row.createdAt),
});
