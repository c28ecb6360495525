"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCountdown } from "../../use-countdown.ts";

/** Counts down to the opening and then shows the open page. A little apart, so that a crowd does not come in one second. */
export function OpensIn({ at, serverNow }: { at: string; serverNow: string }) {
  const t = useTranslations("claim.countdown");
  const router = useRouter();
  const left = useCountdown(at, serverNow, () => void setTimeout(() => router.refresh(), Math.random() * 1500));
  const parts = [
    { key: "days", value: Math.floor(left / 86_400) },
    { key: "hours", value: Math.floor(left / 3600) % 24 },
    { key: "minutes", value: Math.floor(left / 60) % 60 },
    { key: "seconds", value: left % 60 },
  ] as const;
  return (
    <div role="timer" aria-label={t("label")} className="flex justify-center gap-2" suppressHydrationWarning>
      {parts.map(({ key, value }) => (
        <span key={key} className="tile grid w-16 py-3">
          <span className="tnum text-2xl font-semibold" suppressHydrationWarning>
            {String(value).padStart(2, "0")}
          </span>
          <span className="text-xs text-muted">{t(key)}</span>
        </span>
      ))}
    </div>
  );
}
