"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { PhoneCheck } from "../phone-check.tsx";

/** Brings the vouchers of a phone number to this browser, and keeps this browser's under it. */
export function FindByPhone({ phones }: { phones: string[] }) {
  const t = useTranslations("claim");
  const router = useRouter();
  const [state, setState] = useState<"closed" | "open" | "found">("closed");
  const known = phones.length > 0;
  if (state !== "open")
    return (
      <div className="grid justify-items-center gap-2 text-center text-sm text-muted">
        {state === "found" ? (
          <Alert tone="success" live className="w-full text-left">
            {t("wallet.found")}
          </Alert>
        ) : null}
        {known ? <p>{t("wallet.phones", { phones: phones.join("、") })}</p> : <p className="max-w-xs">{t("wallet.findText")}</p>}
        <Button variant={known ? "ghost" : "secondary"} size="tap" onClick={() => setState("open")}>
          {known ? t("wallet.addPhone") : t("wallet.find")}
        </Button>
      </div>
    );
  return (
    <section className="tile p-4">
      <h2 className="font-semibold">{t("wallet.find")}</h2>
      <p className="mt-1 mb-4 text-sm text-muted">{t("wallet.findText")}</p>
      <PhoneCheck
        keepVouchers
        submitLabel={t("phone.verify")}
        onVerified={() => {
          setState("found");
          router.refresh();
        }}
      />
    </section>
  );
}
