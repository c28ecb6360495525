import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { storeDay, storeProducts } from "#domain/redemption/queries-store.ts";
import { requireMerchant } from "#trpc/server.ts";
import { RedeemDesk } from "./redeem-desk.tsx";
import { Today } from "./today.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("store"))("title") };
}

export default async function StorePage() {
  const ctx = await requireMerchant("redemption:store");
  const [t, today, products] = await Promise.all([getTranslations("store"), storeDay(ctx, { limit: 10 }), storeProducts(ctx)]);
  const names = products.map((product) => product.name).join(" · ");
  return (
    <ClientMessages of={["store"]}>
      <PageHeader title={t("title")} description={names ? t("products", { names }) : t("lead")} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        {products.length > 0 ? <RedeemDesk /> : <Alert tone="warning">{t("noProducts")}</Alert>}
        <Today today={today} />
      </div>
    </ClientMessages>
  );
}
