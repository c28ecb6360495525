import { Lock, ScanLine, Wallet } from "lucide-react";
import { useTranslations } from "next-intl";

/** The quiet half of the sign-in pages: what this system is for, in three lines. */
export function AuthAside() {
  const t = useTranslations("auth.aside");
  const lines = [
    { key: "codes", icon: <Lock /> },
    { key: "redeem", icon: <ScanLine /> },
    { key: "money", icon: <Wallet /> },
  ] as const;
  return (
    <div className="max-w-md">
      <p className="text-2xl leading-snug font-semibold tracking-tight text-balance">{t("title")}</p>
      <ul className="mt-8 grid gap-5">
        {lines.map(({ key, icon }) => (
          <li key={key} className="flex gap-3.5">
            <span aria-hidden="true" className="mt-0.5 text-muted [&>svg]:size-5">
              {icon}
            </span>
            <div>
              <p className="text-sm font-medium">{t(`${key}.title`)}</p>
              <p className="mt-0.5 text-sm text-muted">{t(`${key}.text`)}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
