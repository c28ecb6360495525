"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Form, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { readError } from "#components/form/server-error.ts";
import { TextField } from "#components/form/text-field.tsx";
import { Button, TextLink } from "#components/ui/button.tsx";
import { type SignInInput, signInInput } from "#domain/user/schema.ts";
import { postSignIn } from "./post-sign-in.ts";

type Known = Pick<SignInInput, "email" | "password">;

/** Email and password; then, for those who set it up, the second step with what was typed kept in memory only. */
export function SignInForm() {
  const [known, setKnown] = useState<Known | null>(null);
  if (known) return <CodeStep known={known} onBack={() => setKnown(null)} />;
  return <PasswordStep onCodeNeeded={setKnown} />;
}

/** The server decides where to: /sign-in sends those who are signed in to their own area, or back to where they were. */
const goOn = () => window.location.assign(window.location.href);

const passwordStep = signInInput.omit({ code: true });

function PasswordStep({ onCodeNeeded }: { onCodeNeeded: (known: Known) => void }) {
  const t = useTranslations("auth.signIn");
  const form = useZodForm(passwordStep, { email: "", password: "" });
  async function submit(values: Known) {
    try {
      await postSignIn(values);
      goOn();
      await new Promise(() => undefined); // the button stays busy until the next page is there
    } catch (error) {
      if (readError(error).code !== "TOTP_REQUIRED") throw error;
      onCodeNeeded(values);
    }
  }
  return (
    <Form form={form} onSubmit={submit}>
      <TextField name="email" label={t("email")} type="email" autoComplete="username" autoFocus tap />
      <div>
        <TextField name="password" label={t("password")} type="password" autoComplete="current-password" tap />
        <p className="mt-2 text-right text-sm">
          <TextLink href="/forgot">{t("forgot")}</TextLink>
        </p>
      </div>
      <FormError />
      <SubmitButton size="lg" fullWidth>
        {t("submit")}
      </SubmitButton>
    </Form>
  );
}

const codeStep = signInInput.pick({ code: true }).required();

function CodeStep({ known, onBack }: { known: Known; onBack: () => void }) {
  const t = useTranslations("auth.signIn");
  const [recovery, setRecovery] = useState(false);
  const form = useZodForm(codeStep, { code: "" });
  const label = recovery ? t("recoveryCode") : t("code");
  async function submit({ code }: { code: string }) {
    await postSignIn({ ...known, code });
    goOn();
    await new Promise(() => undefined);
  }
  return (
    <Form form={form} onSubmit={submit} key={recovery ? "recovery" : "app"}>
      <TextField
        name="code"
        label={label}
        hint={recovery ? t("recoveryHint") : t("codeHint")}
        autoComplete="one-time-code"
        inputMode={recovery ? "text" : "numeric"}
        maxLength={recovery ? 24 : 7}
        autoFocus
        tap
      />
      <FormError />
      <SubmitButton size="lg" fullWidth>
        {t("submit")}
      </SubmitButton>
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="ghost" onClick={onBack}>
          {t("back")}
        </Button>
        <Button variant="ghost" onClick={() => setRecovery(!recovery)}>
          {recovery ? t("useApp") : t("useRecovery")}
        </Button>
      </div>
    </Form>
  );
}
