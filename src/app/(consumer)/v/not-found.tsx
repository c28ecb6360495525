import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConsumerNotice, ConsumerShell } from "#components/layout/consumer-shell.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

/** Not this browser's voucher: it may be under a phone number. */
export default function NotMine() {
  const t = useTranslations("claim");
  return (
    <ConsumerShell>
      <ConsumerNotice icon={<SearchX />} title={t("voucher.notHereTitle")} text={t("voucher.notHereText")}>
        <ButtonLink href="/v" variant="primary" size="tap" fullWidth>
          {t("wallet.find")}
        </ButtonLink>
      </ConsumerNotice>
    </ConsumerShell>
  );
}
