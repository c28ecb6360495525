"use client";

import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { cx } from "./class-names.ts";
import { Input, type Option } from "./input.tsx";

/*
 * <Combobox label="上级" options={[{ value, label, hint }]} value={id} onChange={setId} />
 * A select one types into; for more than ten options. Finds by label and hint. In a form use ComboboxField.
 */
export type ComboOption = Option & { hint?: string };

type ComboboxProps = {
  label: string;
  options: ComboOption[];
  value: string | null;
  onChange: (value: string | null) => void;
  onBlur?: () => void;
  placeholder?: string;
  invalid?: boolean;
  disabled?: boolean;
  id?: string;
  describedBy?: string;
};

const shownAtOnce = 100;

export function Combobox(props: ComboboxProps) {
  const { label, options, value, onChange, onBlur, placeholder, invalid, disabled, id, describedBy } = props;
  const t = useTranslations("common");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const chosen = options.find((option) => option.value === value);
  const found = matching(options, typed ?? "");

  function choose(option: ComboOption | undefined) {
    if (!option || option.disabled) return;
    onChange(option.value);
    setTyped(null);
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && open) event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") return close();
    if (event.key === "Enter" && open) {
      event.preventDefault();
      return choose(found[active]);
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setOpen(true);
    setActive(open ? Math.max(0, Math.min(found.length - 1, active + (event.key === "ArrowDown" ? 1 : -1))) : 0);
  }

  function close() {
    setOpen(false);
    setTyped(null);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus has left everything inside
    <div
      className="relative"
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        close();
        onBlur?.();
      }}
    >
      <Input
        ref={input}
        id={id}
        role="combobox"
        aria-label={id ? undefined : label}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `${listId}-${active}` : undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        autoComplete="off"
        disabled={disabled}
        placeholder={placeholder}
        className="pr-16"
        value={typed ?? chosen?.label ?? ""}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      <div className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center gap-1 text-muted">
        {chosen && !disabled ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={t("action.clear")}
            className="pointer-events-auto grid size-6 place-items-center"
            onClick={() => {
              onChange(null);
              setTyped(null);
              input.current?.focus();
            }}
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        ) : null}
        <ChevronDown aria-hidden="true" className="size-4" />
      </div>
      {open ? (
        <div
          id={listId}
          role="listbox"
          aria-label={label}
          className="absolute inset-x-0 top-full z-40 mt-1 max-h-60 overflow-y-auto rounded-xl bg-overlay p-1 shadow-overlay"
        >
          {found.map((option, index) => (
            <ComboItem
              key={option.value}
              id={`${listId}-${index}`}
              option={option}
              active={index === active}
              selected={option.value === value}
              onChoose={() => choose(option)}
            />
          ))}
          {found.length === 0 ? <div className="px-2.5 py-2 text-sm text-muted">{t("state.none")}</div> : null}
        </div>
      ) : null}
    </div>
  );
}

type ComboItemProps = { id: string; option: ComboOption; active: boolean; selected: boolean; onChoose: () => void };

function ComboItem({ id, option, active, selected, onChoose }: ComboItemProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the input, which points here with aria-activedescendant
    // biome-ignore lint/a11y/useFocusableInteractive: same
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={option.disabled}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: "nearest" });
      }}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cx(
        "flex cursor-pointer items-center gap-3 rounded-lg px-2.5 py-2 text-sm hover:bg-default",
        active && "bg-default",
        selected && "font-medium",
        option.disabled && "opacity-50",
      )}
    >
      <span className="min-w-0 flex-1 truncate">{option.label}</span>
      {option.hint ? <span className="shrink-0 text-xs text-muted">{option.hint}</span> : null}
    </div>
  );
}

function matching(options: ComboOption[], typed: string): ComboOption[] {
  const words = typed.trim().toLowerCase();
  return options.filter((option) => `${option.label} ${option.hint ?? ""}`.toLowerCase().includes(words)).slice(0, shownAtOnce);
}
