import { Layers } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { listLevels } from "#domain/level/queries.ts";
import { requireStaff } from "#trpc/server.ts";
import { CreateLevel } from "./level-dialogs.tsx";
import { LevelList } from "./level-list.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("level"))("title") };
}

export default async function LevelsPage() {
  const ctx = await requireStaff("product:read");
  const t = await getTranslations("level");
  const levels = await listLevels(ctx);
  const manages = can(ctx.actor, "distributor:manage");
  const create = manages ? <CreateLevel /> : null;
  return (
    <ClientMessages of={["level"]}>
      <PageHeader title={t("title")} description={t("lead")} actions={create} />
      {levels.length === 0 ? (
        <div className="tile">
          <EmptyState icon={<Layers />} title={t("emptyTitle")} text={t("emptyText")} action={create} />
        </div>
      ) : (
        <LevelList levels={levels} manages={manages} />
      )}
    </ClientMessages>
  );
}
