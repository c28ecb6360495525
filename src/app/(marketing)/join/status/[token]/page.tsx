import { CircleCheck, CircleX, Clock } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { getApplicationStatus } from "#domain/application/queries.ts";
import { getCtx, orAnswer } from "#trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("join.status");
  return { title: t("metaTitle"), robots: { index: false, follow: false } };
}

const look: Record<"PENDING" | "APPROVED" | "REJECTED", ReactNode> = {
  PENDING: <Clock className="text-warning-soft-foreground" />,
  APPROVED: <CircleCheck className="text-success-soft-foreground" />,
  REJECTED: <CircleX className="text-danger-soft-foreground" />,
};

export default async function StatusPage({ params }: { params: Promise<{ token: string }> }) {
  const ctx = await getCtx();
  const [t, found] = await Promise.all([
    getTranslations("join.status"),
    orAnswer(getApplicationStatus(ctx, (await params).token)),
  ]);
  const { status } = found;
  const received = { key: "received", at: <DateTime at={found.createdAt} />, title: t("received"), tone: "success" as const };
  const decided =
    status === "PENDING"
      ? { key: "review", at: null, title: t("reviewing"), text: t("reviewingText"), tone: "warning" as const }
      : {
          key: "decided",
          at: <DateTime at={found.decidedAt} />,
          title: t(`${status}.title`),
          tone: status === "APPROVED" ? ("success" as const) : ("danger" as const),
        };
  return (
    <section className="mx-auto max-w-xl px-5 py-14 sm:px-8 sm:py-20">
      <span aria-hidden="true" className="[&>svg]:size-10">
        {look[status]}
      </span>
      <h1 className="mt-5 text-3xl font-semibold tracking-tight">{t(`${status}.title`)}</h1>
      <p className="mt-3 leading-7 text-muted">
        {t(`${status}.text`, { name: found.name, email: found.email, operator: found.operatorName })}
      </p>
      {found.rejectReason ? (
        <Alert tone="warning" title={t("reason")} className="mt-6">
          {found.rejectReason}
        </Alert>
      ) : null}
      <div className="tile mt-8 p-5 sm:p-6">
        <Timeline items={[received, decided]} />
      </div>
      <div className="mt-8 flex flex-wrap gap-3">
        {status === "APPROVED" ? (
          <ButtonLink href="/sign-in" variant="primary" size="tap">
            {t("signIn")}
          </ButtonLink>
        ) : null}
        {status === "REJECTED" ? (
          <ButtonLink href={`/join/${found.code}#apply`} variant="primary" size="tap">
            {t("again")}
          </ButtonLink>
        ) : null}
      </div>
      {status === "PENDING" ? <p className="mt-6 text-sm text-muted">{t("keep")}</p> : null}
    </section>
  );
}
