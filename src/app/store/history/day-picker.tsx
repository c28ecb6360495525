"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

type DayPickerProps = { day: string; today: string; previous: string; next: string | null };

export function DayPicker({ day, today, previous, next }: DayPickerProps) {
  const t = useTranslations("store.history");
  const router = useRouter();
  return (
    <div className="flex items-center gap-2">
      <ButtonLink href={`?day=${previous}`} iconOnly icon={<ChevronLeft />} aria-label={t("previous")} />
      <Input
        type="date"
        aria-label={t("day")}
        className="tnum w-auto"
        value={day}
        max={today}
        onChange={(event) => event.target.value && router.push(`?day=${event.target.value}`)}
      />
      {next ? (
        <ButtonLink href={`?day=${next}`} iconOnly icon={<ChevronRight />} aria-label={t("next")} />
      ) : (
        <Button iconOnly icon={<ChevronRight />} aria-label={t("next")} disabled />
      )}
      {day === today ? null : <ButtonLink href="/store/history">{t("today")}</ButtonLink>}
    </div>
  );
}
