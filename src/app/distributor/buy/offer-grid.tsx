"use client";

import { Search, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Money } from "#components/ui/money.tsx";
import { PurchaseForm } from "./purchase-form.tsx";

/** One product at my price, as plain JSON. */
export type PlainOffer = {
  id: string;
  name: string;
  category: string;
  description: string;
  imageId: string | null;
  fulfilment: "CODE" | "STORE";
  priceMinor: string;
  retailPriceMinor: string;
  marginMinor: string;
  stock: number;
};

type Props = { offers: PlainOffer[]; balanceMinor: string; frozen: boolean; stockShown: number };

export function OfferGrid({ offers, balanceMinor, frozen, stockShown }: Props) {
  const t = useTranslations("buy");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<PlainOffer | null>(null);
  const wanted = typed.trim().toLowerCase();
  const found = offers.filter((offer) => `${offer.name} ${offer.category}`.toLowerCase().includes(wanted));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <div className="relative w-full sm:w-72">
          <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            value={typed}
            className="pl-9"
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <p className="text-sm text-muted">
          {t("balance")} <Money minor={balanceMinor} className="font-semibold text-foreground" />
        </p>
      </div>
      {found.length === 0 ? <p className="tile p-8 text-center text-sm text-muted">{t("noMatch")}</p> : null}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {found.map((offer) => (
          <OfferCard key={offer.id} offer={offer} frozen={frozen} stockShown={stockShown} onBuy={() => setChosen(offer)} />
        ))}
      </ul>
      <Dialog open={chosen !== null} onOpenChange={(open) => setChosen(open ? chosen : null)} title={chosen?.name ?? ""}>
        {chosen ? (
          <PurchaseForm key={chosen.id} offer={chosen} balanceMinor={balanceMinor} onDone={() => setChosen(null)} />
        ) : null}
      </Dialog>
    </>
  );
}

type CardProps = { offer: PlainOffer; frozen: boolean; stockShown: number; onBuy: () => void };

function OfferCard({ offer, frozen, stockShown, onBuy }: CardProps) {
  const t = useTranslations("buy");
  const empty = offer.stock === 0;
  return (
    <li className="tile flex flex-col p-4">
      <div className="flex gap-3">
        <div className="grid size-16 shrink-0 place-items-center overflow-hidden rounded-lg bg-accent-soft text-accent-soft-foreground">
          {offer.imageId ? (
            <img src={`/api/files/${offer.imageId}`} alt="" className="size-full object-cover" />
          ) : (
            <Ticket aria-hidden="true" className="size-6" />
          )}
        </div>
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold break-words">{offer.name}</h2>
          <p className="mt-0.5 text-xs text-muted">{offer.category}</p>
          <div className="mt-1.5 flex flex-wrap gap-1.5">
            <Badge>{t(`fulfilment.${offer.fulfilment}`)}</Badge>
            <Badge tone={empty ? "danger" : "neutral"}>{stockText(t, offer.stock, stockShown)}</Badge>
          </div>
        </div>
      </div>
      <dl className="mt-4 grid grid-cols-3 gap-2 text-sm">
        <Price label={t("myPrice")} minor={offer.priceMinor} strong />
        <Price label={t("retail")} minor={offer.retailPriceMinor} />
        <Price label={t("margin")} minor={offer.marginMinor} good />
      </dl>
      <Button variant="secondary" fullWidth className="mt-4" disabled={frozen || empty} onClick={onBuy} aria-haspopup="dialog">
        {empty ? t("outOfStock") : t("buy")}
        <span className="sr-only"> {offer.name}</span>
      </Button>
    </li>
  );
}

function stockText(t: ReturnType<typeof useTranslations<"buy">>, stock: number, shown: number): string {
  if (stock === 0) return t("noStock");
  return stock > shown ? t("stockMore", { count: shown }) : t("stock", { count: stock });
}

function Price({ label, minor, strong, good }: { label: string; minor: string; strong?: boolean; good?: boolean }) {
  const look = strong ? "text-base font-semibold" : good ? "text-success-soft-foreground" : "";
  return (
    <div className="flex min-w-0 flex-col justify-end">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className={look}>
        <Money minor={minor} />
      </dd>
    </div>
  );
}
