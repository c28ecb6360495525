"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox, Input } from "#components/ui/input.tsx";
import { formatMoney, Money } from "#components/ui/money.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PayoutProviderKey } from "#domain/payout/rules.ts";
import { useApi } from "#trpc/client.tsx";

export type Choice = {
  id: string;
  kind: "statement" | "withdrawal";
  no: string;
  name: string;
  account: string;
  holder: string;
  amountMinor: string;
  day: string;
};
type Props = { provider: PayoutProviderKey; limits: string; more: string | null; rows: Choice[] };

/** Everything payable is chosen at first; what is taken off the list waits for another batch. */
export function PrepareForm({ provider, limits, more, rows }: Props) {
  const t = useTranslations("payout");
  const locale = useLocale();
  const router = useRouter();
  const api = useApi().payout;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState("");
  const chosen = rows.filter((row) => !left.has(row.id));
  const totalMinor = String(chosen.reduce((sum, row) => sum + BigInt(row.amountMinor), 0n));
  const idsOf = (kind: Choice["kind"]) => chosen.filter((row) => row.kind === kind).map((row) => row.id);
  const prepare = useAction(
    () =>
      api.prepare.mutate({
        ...{ provider, note, totalMinor },
        ...{ statementIds: idsOf("statement"), withdrawalIds: idsOf("withdrawal") },
      }),
    {
      refresh: false,
      onDone: ({ id }) => {
        toast.success(t("preview.done"));
        router.push(`/admin/payouts/${id}`);
      },
    },
  );
  const toggle = (ids: readonly string[], on: boolean) =>
    setLeft((before) => new Set(on ? [...before].filter((id) => !ids.includes(id)) : [...before, ...ids]));
  return (
    <section aria-labelledby="payable">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="payable" className="text-base font-semibold">
          {t("preview.payable")} <span className="tnum font-normal text-muted">{rows.length}</span>
        </h2>
        <p className="text-xs text-muted">{[limits, more].filter(Boolean).join(" · ")}</p>
      </div>
      <div className="tile overflow-hidden">
        <div className="border-b border-separator px-4 py-2.5">
          <Checkbox
            checked={chosen.length === rows.length}
            onChange={(event) =>
              toggle(
                rows.map((row) => row.id),
                event.target.checked,
              )
            }
          >
            {t("preview.chooseAll")}
          </Checkbox>
        </div>
        <ul className="max-h-[60vh] divide-y divide-separator overflow-y-auto">
          {rows.map((row) => (
            <Row key={row.id} row={row} on={!left.has(row.id)} onToggle={(on) => toggle([row.id], on)} />
          ))}
        </ul>
      </div>
      <div className="tile sticky bottom-4 z-10 mt-4 flex flex-wrap items-center gap-x-4 gap-y-3 p-4 shadow-overlay">
        <p role="status" className="tnum min-w-48 flex-1 text-sm font-medium">
          {t("preview.selected", { count: chosen.length, amount: formatMoney(totalMinor, { locale }) })}
        </p>
        <Input
          aria-label={t("note")}
          placeholder={`${t("note")} · ${t("noteHint")}`}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.target.value)}
          className="basis-full sm:max-w-72 sm:flex-1 sm:basis-auto"
        />
        <Button variant="primary" disabled={chosen.length === 0} pending={prepare.pending} onClick={() => prepare.run(undefined)}>
          {t("preview.submit")}
        </Button>
      </div>
    </section>
  );
}

function Row({ row, on, onToggle }: { row: Choice; on: boolean; onToggle: (on: boolean) => void }) {
  const t = useTranslations("payout");
  return (
    <li>
      <label
        htmlFor={`pay-${row.id}`}
        className="flex cursor-pointer items-center gap-3 px-4 py-3 text-sm hover:bg-surface-secondary"
      >
        <input
          id={`pay-${row.id}`}
          type="checkbox"
          className="check"
          checked={on}
          onChange={(event) => onToggle(event.target.checked)}
          aria-label={`${row.name} ${row.no}`}
        />
        <span className="grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.4fr)]">
          <span className="truncate font-medium">{row.name}</span>
          <span className="text-muted">
            {t(`documentKind.${row.kind}`)} <span className="font-mono">{row.no}</span>
          </span>
          <span className="tnum truncate text-muted">
            {row.account} {row.holder}
          </span>
        </span>
        <span className="shrink-0 text-right">
          <Money minor={row.amountMinor} className="font-medium" />
          <span className="block text-xs text-muted">{row.day}</span>
        </span>
      </label>
    </li>
  );
}
