import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { providerNames } from "#domain/provider/rules.ts";
import { requireStaff } from "#trpc/server.ts";
import { UploadForm } from "./upload-form.tsx";

const withFiles = providerNames.filter((name) => name !== "SANDBOX");

export default async function UploadPage({ searchParams }: { searchParams: Promise<Params> }) {
  await requireStaff("reconciliation:run");
  const params = await searchParams;
  const [t, pay] = await Promise.all([getTranslations("reconciliation"), getTranslations("payment.provider")]);
  const asked = withFiles.find((name) => name === one(params.provider));
  return (
    <ClientMessages of={["reconciliation"]}>
      <PageHeader
        title={t("up.title")}
        description={t("up.lead")}
        crumbs={[{ href: "/admin/reconciliation", label: t("title") }, { label: t("up.title") }]}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <UploadForm providers={withFiles.map((value) => ({ value, label: pay(value) }))} provider={asked ?? withFiles[0]!} />
        <Card title={t("up.formats")}>
          <ul className="grid list-disc gap-2 pl-4 text-sm text-muted">
            {withFiles.map((name) => (
              <li key={name}>{t(`up.format.${name}`)}</li>
            ))}
          </ul>
        </Card>
      </div>
    </ClientMessages>
  );
}
