"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { cx } from "./class-names.ts";

/*
 * toast.success("已保存")   toast.error("…")   toast.info("…")      from any client code
 * <Toaster /> is mounted once, in the root layout. They leave after four seconds, errors after ten.
 */
type Toast = { id: number; kind: "success" | "error" | "info"; text: string };

let toasts: Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

function add(kind: Toast["kind"], text: string) {
  const id = ++lastId;
  change([...toasts.filter((other) => other.text !== text), { id, kind, text }].slice(-4));
  setTimeout(() => dismiss(id), kind === "error" ? 10_000 : 4_000);
}

function dismiss(id: number) {
  change(toasts.filter((toast) => toast.id !== id));
}

export const toast = {
  success: (text: string) => add("success", text),
  error: (text: string) => add("error", text),
  info: (text: string) => add("info", text),
};

const none: Toast[] = [];

export function Toaster() {
  const t = useTranslations("common");
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => none,
  );
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-[100001] flex flex-col items-center gap-2 p-4 sm:items-end sm:p-6"
    >
      {shown.map((item) => (
        <div
          key={item.id}
          role={item.kind === "error" ? "alert" : "status"}
          className="pointer-events-auto flex w-full max-w-sm animate-in items-start gap-3 rounded-xl bg-overlay py-3 pr-2 pl-4 text-sm shadow-overlay fade-in-0 slide-in-from-bottom-2 motion-reduce:animate-none"
        >
          {item.kind === "error" ? (
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
          ) : (
            <CircleCheck
              aria-hidden="true"
              className={cx("mt-0.5 size-4 shrink-0", item.kind === "success" ? "text-success" : "text-muted")}
            />
          )}
          <p className="min-w-0 flex-1 break-words">{item.text}</p>
          <button
            type="button"
            aria-label={t("action.close")}
            onClick={() => dismiss(item.id)}
            className="grid size-6 shrink-0 place-items-center rounded-md text-muted hover:bg-default"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </div>
      ))}
    </div>
  );
}
