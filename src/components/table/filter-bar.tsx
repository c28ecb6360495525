"use client";

import { Search, X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input, type Option, Select } from "#components/ui/input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { DateRangeFilter } from "./date-range-filter.tsx";

/*
 * <FilterBar search={{ placeholder: t("searchByName") }} selects={[{ key: "status", label: "状态", options: [{ value, label }] }]} dates
 *   actions={<ExportButton …/>} />
 * Writes ?q= ?status= ?from=2026-11-01&to=2026-11-22 (Asia/Shanghai days, both included) and drops after/page. The page reads them.
 */
export type FilterSelect = { key: string; label: string; options: Option[]; placeholder?: string };

type FilterBarProps = {
  search?: { key?: string; placeholder?: string };
  selects?: FilterSelect[];
  /** true, or the period shown when the URL names none. */
  dates?: boolean | { from: string; to: string };
  actions?: ReactNode;
};

export function FilterBar({ search, selects = [], dates, actions }: FilterBarProps) {
  const t = useTranslations("table");
  const common = useTranslations("common");
  const params = useSearchParams();
  const [pending, setParams] = useSetParams();
  const searchKey = search?.key ?? "q";
  const keys = [...(search ? [searchKey] : []), ...selects.map((select) => select.key), ...(dates ? ["from", "to"] : [])];
  const active = keys.filter((key) => params.get(key));
  return (
    <search className="mb-4 flex flex-wrap items-center gap-2" aria-label={t("filters")}>
      {search ? (
        <SearchBox
          initial={params.get(searchKey) ?? ""}
          placeholder={search.placeholder ?? t("searchPlaceholder")}
          pending={pending}
          onSearch={(text) => setParams({ [searchKey]: text })}
        />
      ) : null}
      {selects.map((select) => (
        <Select
          key={select.key}
          aria-label={select.label}
          className="w-auto max-w-full min-w-28 data-[active]:border-accent"
          data-active={params.get(select.key) ? true : undefined}
          placeholder={select.placeholder ?? t("anyOf", { label: select.label })}
          options={select.options}
          value={params.get(select.key) ?? ""}
          onChange={(event) => setParams({ [select.key]: event.target.value })}
        />
      ))}
      {dates ? (
        <DateRangeFilter
          from={params.get("from") ?? (dates === true ? "" : dates.from)}
          to={params.get("to") ?? (dates === true ? "" : dates.to)}
          onChange={(range) => setParams(range)}
        />
      ) : null}
      {active.length > 0 ? (
        <Button variant="ghost" icon={<X />} onClick={() => setParams(Object.fromEntries(keys.map((key) => [key, ""])))}>
          {common("action.clearAll")}
        </Button>
      ) : null}
      {actions ? <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div> : null}
    </search>
  );
}

/** Changes some search params of the current page; the list starts again from its first page. */
export function useSetParams(): [boolean, (changes: Record<string, string>) => void] {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [pending, start] = useTransition();
  function set(changes: Record<string, string>) {
    const next = new URLSearchParams(params);
    for (const key of ["after", "page"]) next.delete(key);
    for (const [key, value] of Object.entries(changes)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    const text = next.toString();
    start(() => router.replace(text ? `${pathname}?${text}` : pathname, { scroll: false }));
  }
  return [pending, set];
}

type SearchBoxProps = { initial: string; placeholder: string; pending: boolean; onSearch: (text: string) => void };

/** Searches on Enter and half a second after the last key; an input method still composing Chinese is left alone. */
function SearchBox({ initial, placeholder, pending, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(initial);
  const [composing, setComposing] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the timer, not a new URL or a new callback
  useEffect(() => {
    if (composing || text.trim() === initial) return;
    const timer = setTimeout(() => onSearch(text.trim()), 500);
    return () => clearTimeout(timer);
  }, [text, composing]);
  useEffect(() => setText(initial), [initial]);
  return (
    <form
      className="relative w-full sm:w-64"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
      }}
    >
      <span aria-hidden="true" className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted">
        {pending ? <Spinner /> : <Search className="size-4" />}
      </span>
      <Input
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        className="pl-9"
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      />
    </form>
  );
}
