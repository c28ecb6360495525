import { MapPin, Phone } from "lucide-react";
import { useFormatter, useLocale, useNow, useTranslations } from "next-intl";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { getOwnVoucher, listStores } from "#domain/claim/queries-wallet.ts";

type Store = Awaited<ReturnType<typeof listStores>>[number];
type FactsProps = { voucher: Awaited<ReturnType<typeof getOwnVoucher>>; stores: Store[] };

export function VoucherFacts({ voucher, stores }: FactsProps) {
  const t = useTranslations("claim");
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  const { expiresAt, claimedAt, phoneMasked, product, tab } = voucher;
  const validity = expiresAt ? formatDateTime(expiresAt, { locale }) : t("wallet.forever");
  const when = expiresAt && tab === "usable" ? `（${format.relativeTime(expiresAt, now)}）` : "";
  return (
    <>
      <section className="tile mt-4 p-4">
        <DescriptionList
          columns={1}
          items={[
            {
              label: t("voucher.validity"),
              value: locale.startsWith("zh") ? validity + when : `${validity} ${when.replace("（", "(").replace("）", ")")}`,
            },
            { label: t("voucher.claimedAt"), value: formatDateTime(claimedAt, { locale }) },
            { label: t("voucher.owner"), value: phoneMasked ?? t("voucher.thisDevice") },
          ]}
        />
      </section>
      {product.fulfilment === "STORE" ? <Stores stores={stores} /> : null}
    </>
  );
}

function Stores({ stores }: { stores: Store[] }) {
  const t = useTranslations("claim.voucher");
  return (
    <section className="tile mt-4 p-4">
      <h2 className="font-medium">{t("stores")}</h2>
      {stores.length === 0 ? <p className="mt-1 text-sm text-muted">{t("noStores")}</p> : null}
      <ul className="mt-3 grid gap-4 text-sm">
        {stores.map((store) => (
          <li key={store.id} className="flex items-start justify-between gap-3">
            <div>
              <p className="font-medium">{store.name}</p>
              {store.address ? (
                <p className="mt-0.5 flex items-start gap-1.5 text-muted">
                  <MapPin aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
                  {store.address}
                </p>
              ) : null}
            </div>
            {store.phone ? (
              <a
                href={`tel:${store.phone}`}
                aria-label={`${t("call")} ${store.phone}`}
                className="grid size-11 shrink-0 place-items-center rounded-lg text-link hover:bg-default"
              >
                <Phone aria-hidden="true" className="size-5" />
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
