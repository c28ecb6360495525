import { PackageOpen } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listOffers, stockShown } from "#domain/allotment/queries-offers.ts";
import { requireDistributor } from "#trpc/server.ts";
import { OfferGrid } from "./offer-grid.tsx";

export default async function BuyPage() {
  const ctx = await requireDistributor("allotment:buy");
  const [t, shelf] = await Promise.all([getTranslations("buy"), listOffers(ctx)]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead", { level: shelf.levelName })} />
      {shelf.frozen ? (
        <Alert tone="warning" title={t("frozenTitle")} className="mb-4">
          {t("frozenText")}
        </Alert>
      ) : null}
      {shelf.offers.length === 0 ? (
        <div className="tile">
          <EmptyState icon={<PackageOpen />} title={t("emptyTitle")} text={t("emptyText")} />
        </div>
      ) : (
        <ClientMessages of={["buy"]}>
          <OfferGrid
            balanceMinor={String(shelf.balanceMinor)}
            frozen={shelf.frozen}
            stockShown={stockShown}
            offers={shelf.offers.map((offer) => ({
              ...offer,
              priceMinor: String(offer.priceMinor),
              retailPriceMinor: String(offer.retailPriceMinor),
              marginMinor: String(offer.marginMinor),
            }))}
          />
        </ClientMessages>
      )}
    </>
  );
}
