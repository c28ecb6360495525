import { ShieldX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";

/** Signed in, but this is not for this role. */
export default function Forbidden() {
  const t = useTranslations("common.page");
  return (
    <main className="grid min-h-[70dvh] place-items-center px-6 text-center">
      <div>
        <ShieldX aria-hidden="true" className="mx-auto size-8 text-muted" />
        <h1 className="mt-5 text-title">{t("forbiddenTitle")}</h1>
        <p className="mx-auto mt-2 max-w-sm text-sm text-muted">{t("forbiddenText")}</p>
        <ButtonLink href="/sign-in" className="mt-6" prefetch={false}>
          {t("ownHome")}
        </ButtonLink>
      </div>
    </main>
  );
}
