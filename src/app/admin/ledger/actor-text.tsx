import { useTranslations } from "next-intl";

const kinds = ["system", "device", "staff", "distributor", "merchant", "public"] as const;

/** Who wrote a transaction: people by name, machines and consumers by kind. */
export function ActorText({ kind, name }: { kind: string; name: string | null }) {
  const t = useTranslations("ledger.actor");
  const known = kinds.find((one) => one === kind);
  const person = kind === "staff" || kind === "distributor" || kind === "merchant";
  return <span>{person && name ? name : known ? t(known) : kind}</span>;
}
