"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { OtpInput } from "#components/ui/otp-input.tsx";
import { post } from "./post.ts";
import { useRefusal } from "./use-refusal.ts";

type Sent = { phoneMasked: string; resendAfterSeconds: number; minutes: number };
type PhoneCheckProps = { submitLabel: string; keepVouchers?: boolean; onVerified: () => Promise<void> | void };

/** Phone, then code. Two short forms, one at a time; what was typed stays when something is refused. */
export function PhoneCheck({ submitLabel, keepVouchers, onVerified }: PhoneCheckProps) {
  const [phone, setPhone] = useState("");
  const [sent, setSent] = useState<Sent | null>(null);
  const locale = useLocale();
  const send = async () => setSent(await post<Sent>("/api/trpc/claim.sendPhoneCode", { phone, locale }));
  if (!sent) return <PhoneForm phone={phone} onPhone={setPhone} send={send} />;
  const verify = async (code: string) => {
    await post("/api/trpc/claim.verifyPhoneCode", { phone, code, keepVouchers, locale });
    await onVerified();
  };
  return (
    <CodeForm key={sent.phoneMasked} sent={sent} verify={verify} resend={send} change={() => setSent(null)} label={submitLabel} />
  );
}

/** Runs one thing at a time and keeps what went wrong. */
function useTry() {
  const refusal = useRefusal();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");
  async function run(work: () => Promise<unknown>) {
    if (pending) return;
    setPending(true);
    setProblem("");
    try {
      await work();
    } catch (error) {
      setProblem(refusal(error));
    } finally {
      setPending(false);
    }
  }
  return { run, pending, problem };
}

function Problem({ text }: { text: string }) {
  return text ? (
    <Alert tone="danger" live>
      {text}
    </Alert>
  ) : null;
}

type PhoneFormProps = { phone: string; onPhone: (phone: string) => void; send: () => Promise<void> };

function PhoneForm({ phone, onPhone, send }: PhoneFormProps) {
  const t = useTranslations("claim.phone");
  const id = useId();
  const { run, pending, problem } = useTry();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(send);
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <label htmlFor={id} className="text-sm font-medium">
        {t("label")}
      </label>
      <Input
        id={id}
        tap
        type="tel"
        name="phone"
        autoComplete="tel"
        inputMode="tel"
        required
        minLength={5}
        maxLength={20}
        placeholder={t("placeholder")}
        value={phone}
        onChange={(event) => onPhone(event.target.value)}
      />
      <Problem text={problem} />
      <Button type="submit" variant="primary" size="tap" fullWidth pending={pending}>
        {t("send")}
      </Button>
    </form>
  );
}

type CodeFormProps = {
  sent: Sent;
  label: string;
  verify: (code: string) => Promise<void>;
  resend: () => Promise<void>;
  change: () => void;
};

function CodeForm({ sent, label, verify, resend, change }: CodeFormProps) {
  const t = useTranslations("claim.phone");
  const id = useId();
  const [code, setCode] = useState("");
  const [wait, restart] = useWait(sent.resendAfterSeconds);
  const { run, pending, problem } = useTry();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => verify(code));
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <p role="status" className="text-sm text-muted">
        {t("sent", { phone: sent.phoneMasked, minutes: sent.minutes })}
      </p>
      <label htmlFor={id} className="text-sm font-medium">
        {t("codeLabel")}
      </label>
      <OtpInput id={id} name="code" autoFocus required value={code} onValueChange={setCode} />
      <Problem text={problem} />
      <Button type="submit" variant="primary" size="tap" fullWidth pending={pending} disabled={code.length < 6}>
        {label}
      </Button>
      <div className="flex justify-between">
        <Button variant="ghost" onClick={change}>
          {t("change")}
        </Button>
        <Button variant="ghost" disabled={wait > 0 || pending} onClick={() => run(() => resend().then(restart))}>
          {wait > 0 ? t("resendIn", { seconds: wait }) : t("resend")}
        </Button>
      </div>
    </form>
  );
}

function useWait(seconds: number): [number, () => void] {
  const [wait, setWait] = useState(seconds);
  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);
  return [wait, () => setWait(seconds)];
}
