import { ExternalLink, UserPlus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { renderSVG } from "uqr";
import { DecideApplication } from "#app/decide-application.tsx";
import { wordOf } from "#app/word-of.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listOwnInvitees } from "#domain/application/queries.ts";
import { getOwnProfile } from "#domain/distributor/queries.ts";
import { env } from "#lib/env.ts";
import { requireDistributor } from "#trpc/server.ts";
import { QrDownload } from "./qr-download.tsx";

export default async function InvitePage() {
  const ctx = await requireDistributor("application:own");
  const [t, profile, invitees] = await Promise.all([getTranslations("invite"), getOwnProfile(ctx), listOwnInvitees(ctx)]);
  const url = `${env().APP_URL}/join/${profile.inviteCode}`;
  const svg = renderSVG(url, { border: 2, pixelSize: 8 });
  const frozen = profile.status === "FROZEN";
  return (
    <ClientMessages of={["application", "invite"]}>
      <PageHeader title={t("title")} description={t("lead")} />
      {frozen ? (
        <Alert tone="warning" className="mb-4">
          {t("frozen")}
        </Alert>
      ) : null}
      <Card>
        <div className="flex flex-col items-center gap-6 sm:flex-row sm:items-start">
          <div
            role="img"
            aria-label={t("qrAlt", { url })}
            className="w-44 shrink-0 overflow-hidden rounded-xl border border-border bg-white [&>svg]:size-full"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: made here from our own address by uqr, numbers only
            dangerouslySetInnerHTML={{ __html: svg }}
          />
          <div className="grid w-full min-w-0 gap-4">
            <div>
              <p className="text-xs text-muted">{t("link")}</p>
              <p className="mt-1 rounded-lg bg-surface-secondary px-3 py-2 font-mono text-sm break-all select-all">{url}</p>
            </div>
            <div className="flex flex-wrap gap-2">
              <CopyButton value={url} variant="primary" size="md">
                {t("copy")}
              </CopyButton>
              <QrDownload svg={svg} name={`invite-${profile.inviteCode}`} />
              <ButtonLink href={`/join/${profile.inviteCode}`} icon={<ExternalLink />}>
                {t("preview")}
              </ButtonLink>
            </div>
            <p className="text-sm text-muted">{t("how")}</p>
          </div>
        </div>
      </Card>
      <h2 className="mt-8 mb-3 text-base font-semibold">{t("applications")}</h2>
      <Invitees {...invitees} frozen={frozen} uplineId={profile.id} />
    </ClientMessages>
  );
}

type InviteesProps = Awaited<ReturnType<typeof listOwnInvitees>> & { frozen: boolean; uplineId: string };

async function Invitees({ items, levels, defaultLevelId, frozen, uplineId }: InviteesProps) {
  const [t, d, region, invite, channel] = await Promise.all([
    getTranslations("application"),
    getTranslations("distributor"),
    getTranslations("region"),
    getTranslations("invite"),
    getTranslations("channel"),
  ]);
  const options = levels.map((level) => ({ value: level.id, label: level.name }));
  return (
    <DataTable
      label={t("title")}
      rows={items}
      rowKey={(row) => row.id}
      empty={<EmptyState icon={<UserPlus />} title={invite("emptyTitle")} text={invite("emptyText")} />}
      columns={[
        { key: "name", header: d("name"), primary: true, cell: (row) => row.name },
        { key: "phone", header: d("phone"), cell: (row) => <span className="tnum">{row.phone}</span> },
        { key: "region", header: d("region"), cell: (row) => wordOf(region, row.region) },
        {
          key: "channel",
          header: d("channelKind"),
          cell: (row) => wordOf(channel, row.channelKind),
        },
        { key: "intro", header: t("intro"), cell: (row) => <span className="line-clamp-2">{row.intro || "—"}</span> },
        { key: "at", header: t("receivedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        {
          key: "status",
          header: t("statusLabel"),
          cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
        },
        {
          key: "decide",
          header: "",
          align: "end",
          cell: (row) =>
            row.status === "PENDING" && !frozen ? (
              <DecideApplication
                id={row.id}
                name={row.name}
                email={row.email}
                levels={options}
                defaultLevelId={defaultLevelId}
                uplineId={uplineId}
              />
            ) : null,
        },
      ]}
    />
  );
}
