import { Link2Off } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConsumerNotice, ConsumerShell } from "#components/layout/consumer-shell.tsx";
import { WalletLink } from "../wallet-link.tsx";

export default function WrongLink() {
  const t = useTranslations("claim.state.NOT_FOUND");
  return (
    <ConsumerShell footer={<WalletLink />}>
      <ConsumerNotice icon={<Link2Off />} title={t("title")} text={t("text")} />
    </ConsumerShell>
  );
}
