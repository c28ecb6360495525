"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { encode } from "uqr";
import { Form, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { confirmTotpInput } from "#domain/user/schema.ts";
import { useApi } from "#trpc/client.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

type Enrolment = { uri: string; secret: string };
type EnrolTotpProps = { doneHref?: string; onBegin?: () => void; onDone?: () => void };

/** Three steps: begin, scan and type a code, keep the recovery codes. */
export function EnrolTotp({ doneHref, onBegin, onDone }: EnrolTotpProps) {
  const t = useTranslations("account.twoStep");
  const api = useApi();
  const router = useRouter();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useAction(() => api.user.enrolTotp.mutate(), { refresh: false, onDone: setEnrolment });
  if (codes) return <RecoveryCodes codes={codes} onDone={finish} />;
  if (enrolment) return <Scan enrolment={enrolment} onConfirmed={setCodes} />;

  function finish() {
    setCodes(null);
    setEnrolment(null);
    onDone?.();
    if (doneHref) router.push(doneHref);
    router.refresh();
  }

  return (
    <div className="grid justify-items-start gap-4">
      <p className="text-sm text-muted">{t("explain")}</p>
      <Button
        variant={doneHref ? "primary" : "secondary"}
        pending={begin.pending}
        onClick={() => {
          onBegin?.();
          void begin.run(undefined);
        }}
      >
        {t("begin")}
      </Button>
    </div>
  );
}

function Scan({ enrolment, onConfirmed }: { enrolment: Enrolment; onConfirmed: (codes: string[]) => void }) {
  const t = useTranslations("account.twoStep");
  const api = useApi();
  const form = useZodForm(confirmTotpInput, { code: "" });
  return (
    <div className="grid gap-5 sm:grid-cols-[auto_minmax(0,1fr)]">
      <Qr text={enrolment.uri} label={t("qr")} />
      <div className="grid content-start gap-4">
        <p className="text-sm text-muted">{t("scan")}</p>
        <p className="flex flex-wrap items-center gap-1 text-sm">
          <code className="font-mono text-xs break-all">{enrolment.secret.match(/.{1,4}/g)?.join(" ")}</code>
          <CopyButton value={enrolment.secret} />
        </p>
        <Form form={form} onSubmit={async (values) => onConfirmed((await api.user.confirmTotp.mutate(values)).recoveryCodes)}>
          <TextField name="code" label={t("code")} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
          <FormError />
          <SubmitButton>{t("confirm")}</SubmitButton>
        </Form>
      </div>
    </div>
  );
}

/** Dark on white whatever the theme: scanners need the contrast and the margin. */
function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 });
  const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      className="size-44 rounded-lg bg-white text-black"
      shapeRendering="crispEdges"
    >
      <path d={dots.join("")} fill="currentColor" />
    </svg>
  );
}
