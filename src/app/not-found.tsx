import { Compass } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";

export default function NotFound() {
  const t = useTranslations("common.page");
  return (
    <main className="grid min-h-[70dvh] place-items-center px-6 text-center">
      <div>
        <Compass aria-hidden="true" className="mx-auto size-8 text-muted" />
        <h1 className="mt-5 text-title">{t("notFoundTitle")}</h1>
        <p className="mx-auto mt-2 max-w-sm text-sm text-muted">{t("notFoundText")}</p>
        <ButtonLink href="/" className="mt-6">
          {t("home")}
        </ButtonLink>
      </div>
    </main>
  );
}
