/** Calendar days of Asia/Shanghai as YYYY-MM-DD, for date filters in the browser. */
export type DayRange = { from: string; to: string };
export const presets = ["today", "7d", "30d", "month", "lastMonth"] as const;
export type Preset = (typeof presets)[number];

export function shanghaiDay(at: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(at);
}

export function addDays(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

export function presetRange(preset: Preset, today: string): DayRange {
  const monthStart = `${today.slice(0, 8)}01`;
  const lastMonthEnd = addDays(monthStart, -1);
  const ranges: Record<Preset, DayRange> = {
    today: { from: today, to: today },
    "7d": { from: addDays(today, -6), to: today },
    "30d": { from: addDays(today, -29), to: today },
    month: { from: monthStart, to: today },
    lastMonth: { from: `${lastMonthEnd.slice(0, 8)}01`, to: lastMonthEnd },
  };
  return ranges[preset];
}

/** Which preset a range is, if any: the picker then shows its name. */
export function matchPreset(range: Partial<DayRange>, today: string): Preset | null {
  return (
    presets.find((preset) => presetRange(preset, today).from === range.from && presetRange(preset, today).to === range.to) ?? null
  );
}
