"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("common");
  return (
    <main className="grid min-h-[70dvh] place-items-center px-6 text-center">
      <div>
        <CircleAlert aria-hidden="true" className="mx-auto size-8 text-danger" />
        <h1 className="mt-5 text-title">{t("page.errorTitle")}</h1>
        <p className="mx-auto mt-2 max-w-sm text-sm text-muted">{t("page.errorText")}</p>
        {error.digest ? <p className="mt-2 font-mono text-xs text-muted">{t("page.errorId", { id: error.digest })}</p> : null}
        <Button variant="primary" className="mt-6" onClick={reset}>
          {t("action.retry")}
        </Button>
      </div>
    </main>
  );
}
