"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";

/*
 * <Selection> <DataTable selectable … /> <BulkBar><VoidSelected /></BulkBar> </Selection>
 * VoidSelected is your client component: const { ids, clear } = useSelection();
 */
type SelectionState = {
  ids: string[];
  has: (id: string) => boolean;
  toggle: (ids: string[], on: boolean) => void;
  clear: () => void;
};

const SelectionContext = createContext<SelectionState | null>(null);

export function Selection({ children }: { children: ReactNode }) {
  const [ids, setIds] = useState<string[]>([]);
  const toggle = useCallback((changed: string[], on: boolean) => {
    setIds((current) => (on ? [...new Set([...current, ...changed])] : current.filter((id) => !changed.includes(id))));
  }, []);
  const state = useMemo(() => ({ ids, has: (id: string) => ids.includes(id), toggle, clear: () => setIds([]) }), [ids, toggle]);
  return <SelectionContext value={state}>{children}</SelectionContext>;
}

export function useSelection(): SelectionState {
  const state = useContext(SelectionContext);
  if (!state) throw new Error("a selectable table needs <Selection> around it");
  return state;
}

export function RowCheckbox({ id }: { id: string }) {
  const t = useTranslations("table");
  const { has, toggle } = useSelection();
  return (
    <input
      type="checkbox"
      className="check relative z-10 block"
      aria-label={t("selectRow")}
      checked={has(id)}
      onChange={(event) => toggle([id], event.target.checked)}
    />
  );
}

export function SelectAllCheckbox({ ids }: { ids: string[] }) {
  const t = useTranslations("table");
  const { has, toggle } = useSelection();
  const chosen = ids.filter(has).length;
  return (
    <input
      type="checkbox"
      className="check block"
      aria-label={t("selectAll")}
      checked={chosen === ids.length}
      ref={(element) => {
        if (element) element.indeterminate = chosen > 0 && chosen < ids.length;
      }}
      onChange={(event) => toggle(ids, event.target.checked)}
    />
  );
}

/** Appears at the foot of the screen while something is selected. */
export function BulkBar({ children }: { children: ReactNode }) {
  const t = useTranslations("table");
  const { ids, clear } = useSelection();
  if (ids.length === 0) return null;
  return (
    <div className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-3 rounded-xl bg-overlay px-4 py-2.5 shadow-overlay">
      <span role="status" className="tnum text-sm font-medium">
        {t("selected", { count: ids.length })}
      </span>
      {children}
      <Button variant="ghost" size="sm" onClick={clear}>
        {t("clearSelection")}
      </Button>
    </div>
  );
}
