"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input, Select } from "#components/ui/input.tsx";
import { matchPreset, presetRange, presets, shanghaiDay } from "./days.ts";

/*
 * <DateRangeFilter from="2026-11-01" to="2026-11-22" onChange={({ from, to }) => …} />    presets, or two days of one's own
 */
type DateRangeFilterProps = {
  from: string;
  to: string;
  onChange: (range: { from: string; to: string }) => void;
  required?: boolean;
};

export function DateRangeFilter({ from, to, onChange, required }: DateRangeFilterProps) {
  const t = useTranslations("table.date");
  const today = shanghaiDay(new Date());
  const preset = matchPreset({ from, to }, today);
  const [custom, setCustom] = useState(Boolean(from || to) && !preset);
  const value = custom ? "custom" : (preset ?? "");
  function choose(next: string) {
    setCustom(next === "custom");
    if (next === "") onChange({ from: "", to: "" });
    const known = presets.find((candidate) => candidate === next);
    if (known) onChange(presetRange(known, today));
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label={t("label")}
        className="w-auto min-w-28 data-[active]:border-accent"
        data-active={value ? true : undefined}
        placeholder={required ? undefined : t("any")}
        options={[...presets.map((key) => ({ value: key, label: t(key) })), { value: "custom", label: t("custom") }]}
        value={value}
        onChange={(event) => choose(event.target.value)}
      />
      {custom ? (
        <>
          <Input
            type="date"
            aria-label={t("from")}
            className="tnum w-auto"
            value={from}
            max={to || today}
            onChange={(event) => onChange({ from: event.target.value, to })}
          />
          <span aria-hidden="true" className="text-muted">
            –
          </span>
          <Input
            type="date"
            aria-label={t("to")}
            className="tnum w-auto"
            value={to}
            min={from}
            onChange={(event) => onChange({ from, to: event.target.value })}
          />
        </>
      ) : null}
    </div>
  );
}
