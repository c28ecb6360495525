"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-button.tsx";
import { Switch } from "#components/ui/input.tsx";
import { useApi } from "#trpc/client.tsx";

type SaleProps = { id: string; name: string; onSale: boolean; priced: boolean; as?: "switch" | "button" };

/** Puts a product on or off sale, and asks first: distributors feel it at once. */
export function SaleSwitch({ id, name, onSale, priced, as = "switch" }: SaleProps) {
  const t = useTranslations("product.sale");
  const api = useApi();
  const [open, setOpen] = useState(false);
  return (
    <>
      {as === "switch" ? (
        <span className="relative z-[1] inline-flex align-middle">
          <Switch checked={onSale} aria-label={t("switch", { name })} onChange={() => setOpen(true)} />
        </span>
      ) : (
        <Button onClick={() => setOpen(true)}>{t(onSale ? "turnOff" : "turnOn")}</Button>
      )}
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t(onSale ? "offTitle" : "onTitle", { name })}
        description={t(onSale ? "offText" : priced ? "onText" : "onNoPrice")}
        confirmLabel={t(onSale ? "turnOff" : "turnOn")}
        danger={onSale}
        success={t(onSale ? "turnedOff" : "turnedOn")}
        onConfirm={() => api.product.setOnSale.mutate({ id, onSale: !onSale })}
      />
    </>
  );
}
