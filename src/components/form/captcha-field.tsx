"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useController, useFormContext } from "react-hook-form";
import { FieldNotes } from "./field.tsx";
import { useMessageText } from "./validation.ts";

/*
 * <CaptchaField name="captcha" />    data: what the server gives to spendCaptcha (lib/captcha.ts)
 * Proof of work against GET /api/captcha: starts by itself when somebody enters the form, asks nobody to read crooked letters.
 * A captcha is spent by the attempt, so after a refused submission a fresh one is made.
 */
type Widget = HTMLElement & { reset: () => void; verify: () => Promise<unknown> };
type Change = CustomEvent<{ payload?: string | null; state?: string }>;

export function CaptchaField({ name }: { name: string }) {
  const t = useTranslations("form");
  const text = useMessageText();
  const { field, fieldState } = useController({ name });
  const { formState } = useFormContext();
  const { place, widget } = useWidget(field.onChange);
  const refusal = formState.isSubmitting ? undefined : formState.errors.root?.server?.type;
  const attempts = formState.submitCount;

  useEffect(() => {
    if (!refusal || attempts === 0) return;
    widget.current?.reset();
    void widget.current?.verify();
  }, [refusal, attempts, widget]);

  return (
    <div data-wide>
      <div ref={place} className="captcha min-h-14">
        <p className="text-sm text-muted">{t("captchaLoading")}</p>
      </div>
      <FieldNotes id={name} error={text(fieldState.error?.message)} />
    </div>
  );
}

/** The widget arrives after the page and is put in by hand: React need not know its tag. */
function useWidget(onChange: (payload: string) => void) {
  const locale = useLocale();
  const place = useRef<HTMLDivElement>(null);
  const widget = useRef<Widget | null>(null);
  useEffect(() => {
    const box = place.current;
    let gone = false;
    void Promise.all([import("altcha"), import("altcha/i18n/zh-cn")]).then(() => {
      if (gone || !box) return;
      const element = document.createElement("altcha-widget") as Widget;
      element.setAttribute("challenge", "/api/captcha");
      element.setAttribute("auto", "onfocus");
      element.setAttribute("language", locale.startsWith("zh") ? "zh-cn" : "en");
      element.setAttribute("configuration", JSON.stringify({ hideFooter: true, hideLogo: true }));
      element.addEventListener("statechange", (event) => {
        const { payload, state } = (event as Change).detail;
        onChange(state === "verified" ? (payload ?? "") : "");
      });
      // Somebody may be typing already when the widget arrives: no focus will come to start it then.
      const late = box.closest("form")?.contains(document.activeElement);
      box.replaceChildren(element);
      widget.current = element;
      if (late) setTimeout(() => void widget.current?.verify(), 100);
    });
    return () => {
      gone = true;
    };
  }, [locale, onChange]);
  return { place, widget };
}
