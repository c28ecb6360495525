import { useTranslations } from "next-intl";
import { TextLink } from "#components/ui/button.tsx";

export function WalletLink() {
  const t = useTranslations("claim");
  return (
    <TextLink href="/v" className="inline-flex min-h-11 items-center px-3" prefetch={false}>
      {t("myVouchers")}
    </TextLink>
  );
}
