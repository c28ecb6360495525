"use client";

import { useQuery } from "@tanstack/react-query";
import { Calculator as CalculatorIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useErrorText } from "#components/form/server-error.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Combobox, type ComboOption } from "#components/ui/combobox.tsx";
import { Input } from "#components/ui/input.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { QuoteResult } from "./quote-result.tsx";

type Asked = { productId: string; distributorId: string; quantity: number };

/** "What would this pay?": asks the server, which uses the same rules as a redemption. */
export function Calculator({ products, sellers }: { products: ComboOption[]; sellers: ComboOption[] }) {
  const t = useTranslations("commissionRule.quote");
  const errorText = useErrorText();
  const ids = { product: useId(), seller: useId(), quantity: useId() };
  const [productId, setProductId] = useState<string | null>(products[0]?.value ?? null);
  const [distributorId, setDistributorId] = useState<string | null>(sellers.at(-1)?.value ?? null);
  const [quantity, setQuantity] = useState("100");
  const [asked, setAsked] = useState<Asked | null>(
    productId && distributorId ? { productId, distributorId, quantity: Number(quantity) } : null,
  );
  const trpc = useTRPC();
  const empty = { productId: "", distributorId: "", quantity: 1 };
  const quote = useQuery(trpc.commission.quote.queryOptions(asked ?? empty, { enabled: asked !== null, staleTime: 0 }));
  const amount = /^\d{1,7}$/.test(quantity) ? Number(quantity) : 0;
  const ready = productId && distributorId && amount >= 1 && amount <= 1_000_000;
  return (
    <Card title={t("title")} description={t("text")}>
      <form
        className="grid gap-4 sm:grid-cols-2 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          const next = { productId, distributorId, quantity: amount };
          if (JSON.stringify(next) === JSON.stringify(asked)) void quote.refetch();
          else setAsked(next);
        }}
      >
        <div>
          <label htmlFor={ids.product} className="mb-1.5 block text-sm font-medium">
            {t("product")}
          </label>
          <Combobox id={ids.product} label={t("product")} options={products} value={productId} onChange={setProductId} />
        </div>
        <div>
          <label htmlFor={ids.seller} className="mb-1.5 block text-sm font-medium">
            {t("seller")}
          </label>
          <Combobox id={ids.seller} label={t("seller")} options={sellers} value={distributorId} onChange={setDistributorId} />
        </div>
        <div>
          <label htmlFor={ids.quantity} className="mb-1.5 block text-sm font-medium">
            {t("quantity")}
          </label>
          <Input
            id={ids.quantity}
            inputMode="numeric"
            className="tnum"
            maxLength={7}
            value={quantity}
            onChange={(event) => setQuantity(event.target.value.replace(/\D/g, ""))}
          />
        </div>
        <div className="self-end">
          <Button type="submit" icon={<CalculatorIcon />} disabled={!ready} pending={quote.isFetching} fullWidth>
            {t("run")}
          </Button>
        </div>
      </form>
      <div aria-live="polite" className="mt-4 empty:mt-0">
        {quote.error && asked ? <Alert tone="danger">{errorText(quote.error)}</Alert> : null}
        {quote.data && asked ? <QuoteResult quote={quote.data} /> : null}
      </div>
    </Card>
  );
}
