import { FileInput, HandCoins, KeyRound, LockKeyhole, QrCode, ReceiptText, ScanLine, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { Section } from "./section.tsx";

const steps = [
  ["import", FileInput],
  ["seal", LockKeyhole],
  ["allot", KeyRound],
  ["link", QrCode],
  ["claim", Ticket],
  ["redeem", ScanLine],
  ["commission", HandCoins],
  ["settle", ReceiptText],
] as const;

/** The whole way of a voucher. */
export function Chain() {
  const t = useTranslations("marketing.home");
  return (
    <Section quiet title={t("chainTitle")} text={t("chainText")}>
      <ol className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
        {steps.map(([key, Icon], index) => (
          <li key={key} className="tile p-4 sm:p-5">
            <div className="flex items-center justify-between">
              <Icon aria-hidden="true" className="size-5 text-accent-soft-foreground" />
              <span aria-hidden="true" className="tnum text-sm text-muted">
                {index + 1}
              </span>
            </div>
            <h3 className="mt-4 text-base font-semibold">{t(`chain.${key}.title`)}</h3>
            <p className="mt-1 text-sm leading-6 text-muted">{t(`chain.${key}.text`)}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
