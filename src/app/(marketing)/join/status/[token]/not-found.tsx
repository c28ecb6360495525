import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";

export default function UnknownToken() {
  const t = useTranslations("join.status");
  return (
    <section className="mx-auto flex max-w-xl flex-col items-center px-5 py-28 text-center">
      <SearchX aria-hidden="true" className="size-10 text-muted" />
      <h1 className="mt-6 text-3xl font-semibold tracking-tight">{t("unknownTitle")}</h1>
      <p className="mt-3 text-muted">{t("unknownText")}</p>
      <ButtonLink href="/join" size="tap" variant="primary" className="mt-8">
        {t("again")}
      </ButtonLink>
    </section>
  );
}
