import { getTranslations } from "next-intl/server";
import { DecideApplication } from "#app/decide-application.tsx";
import { wordOf } from "#app/word-of.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getApplication } from "#domain/application/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { readChoices } from "../choices.ts";

export default async function ApplicationPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("distributor:read");
  const { id } = await params;
  const [t, d, region, channel] = await Promise.all([
    getTranslations("application"),
    getTranslations("distributor"),
    getTranslations("region"),
    getTranslations("channel"),
  ]);
  const [found, choices] = await Promise.all([orAnswer(getApplication(ctx, id)), readChoices(ctx)]);
  const { channelKind, upline, distributor } = found;
  return (
    <ClientMessages of={["application"]}>
      <PageHeader
        title={found.name}
        crumbs={[{ href: "/admin/applications", label: t("title") }, { label: found.name }]}
        badge={<StatusBadge status={found.status} label={t(`status.${found.status}`)} />}
        actions={
          found.status === "PENDING" && choices ? (
            <DecideApplication {...choices} id={id} name={found.name} email={found.email} uplineId={found.uplineId} size="md" />
          ) : null
        }
      />
      {upline?.status === "FROZEN" && found.status === "PENDING" ? (
        <Alert tone="warning" className="mb-4">
          {t("uplineFrozen", { name: upline.name })}
        </Alert>
      ) : null}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card title={t("applicant")}>
          <DescriptionList
            items={[
              { label: d("phone"), value: <span className="tnum">{found.phone}</span> },
              { label: d("email"), value: found.email },
              { label: d("region"), value: wordOf(region, found.region) },
              { label: d("channelKind"), value: wordOf(channel, channelKind) },
              {
                label: t("invitedBy"),
                value: upline ? <TextLink href={`/admin/distributors/${upline.id}`}>{upline.name}</TextLink> : t("operator"),
              },
              { label: t("receivedAt"), value: <DateTime at={found.createdAt} /> },
              { label: t("intro"), value: found.intro ? <p className="whitespace-pre-wrap">{found.intro}</p> : null, wide: true },
            ]}
          />
        </Card>
        <Card title={t("decision")}>
          {found.status === "PENDING" ? (
            <p className="text-sm text-muted">{t("notDecided")}</p>
          ) : (
            <DescriptionList
              columns={1}
              items={[
                { label: t("statusLabel"), value: t(`status.${found.status}`) },
                { label: t("decidedBy"), value: found.deciderName },
                { label: t("decidedAt"), value: <DateTime at={found.decidedAt} /> },
                ...(found.rejectReason ? [{ label: t("rejectReason"), value: found.rejectReason }] : []),
                ...(distributor
                  ? [
                      {
                        label: d("one"),
                        value: (
                          <TextLink href={`/admin/distributors/${distributor.id}`}>{`#${distributor.no} ${found.name}`}</TextLink>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Card>
      </div>
    </ClientMessages>
  );
}
