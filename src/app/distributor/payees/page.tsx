import { Landmark, Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { hasSecondFactor, listOwnPayees } from "#domain/payee/queries.ts";
import { requireDistributor } from "#trpc/server.ts";
import { PayeeList } from "./payee-list.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("ownPayee"))("title") };
}

export default async function PayeesPage() {
  const ctx = await requireDistributor("payee:own");
  const [t, payees, ready] = await Promise.all([getTranslations("ownPayee"), listOwnPayees(ctx), hasSecondFactor(ctx)]);
  const live = payees.filter(({ status }) => status === "ACTIVE" || status === "PENDING");
  const former = payees.filter(({ status }) => status === "REJECTED" || status === "RETIRED");
  const add = (
    <ButtonLink href="/distributor/payees/new" variant="primary" icon={<Plus />}>
      {t("add")}
    </ButtonLink>
  );
  return (
    <ClientMessages of={["ownPayee"]}>
      <PageHeader title={t("title")} description={t("lead")} actions={add} />
      {ready ? null : (
        <Alert
          tone="accent"
          title={t("needTitle")}
          action={<ButtonLink href="/distributor/account">{t("needAction")}</ButtonLink>}
          className="mb-4"
        >
          {t("needText")}
        </Alert>
      )}
      {live.length > 0 ? (
        <PayeeList rows={live} now={ctx.now} mayRetire={ready} />
      ) : (
        <Card>
          <EmptyState icon={<Landmark />} title={t("emptyTitle")} text={t("emptyText")} />
        </Card>
      )}
      {former.length > 0 ? (
        <>
          <h2 className="mt-8 mb-3 text-base font-semibold">{t("formerTitle")}</h2>
          <PayeeList rows={former} now={ctx.now} mayRetire={false} />
        </>
      ) : null}
    </ClientMessages>
  );
}
