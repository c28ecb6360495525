"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { readError } from "#components/form/server-error.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useRefusal } from "../../use-refusal.ts";
import { claim, isState } from "./claim.ts";

type ClaimButtonProps = { token: string; slot: number; label: string; secondary?: boolean };

/** Takes the voucher. Before the script has loaded it is a plain form, which does the same. */
export function ClaimButton({ token, slot, label, secondary }: ClaimButtonProps) {
  const t = useTranslations("claim");
  const router = useRouter();
  const locale = useLocale();
  const refusal = useRefusal();
  const [sending, setSending] = useState(false);
  const [moving, startMoving] = useTransition();
  const [problem, setProblem] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSending(true);
    setProblem("");
    try {
      const href = await claim(token, slot, locale);
      startMoving(() => router.replace(href));
    } catch (error) {
      if (isState(readError(error).code)) startMoving(() => router.refresh());
      else setProblem(refusal(error));
    } finally {
      setSending(false);
    }
  }

  const pending = sending || moving;
  return (
    <form method="post" action={`/c/${token}/take`} onSubmit={submit} className="grid gap-3">
      <input type="hidden" name="slot" value={slot} />
      <input type="hidden" name="locale" value={locale} />
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
      <Button type="submit" variant={secondary ? "secondary" : "primary"} size="tap" fullWidth pending={pending}>
        {pending ? t("claiming") : label}
      </Button>
    </form>
  );
}
