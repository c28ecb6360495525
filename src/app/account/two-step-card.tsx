"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import { passwordOnlyInput } from "#domain/user/schema.ts";
import { useApi } from "#trpc/client.tsx";
import { EnrolTotp } from "./enrol-totp.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

type TwoStep = { hasTotp: boolean; required: boolean; recoveryCodesLeft: number };

export function TwoStepCard({ hasTotp, required, recoveryCodesLeft }: TwoStep) {
  const t = useTranslations("account.twoStep");
  const common = useTranslations("common.state");
  const [enrolling, setEnrolling] = useState(false);
  const badge = <StatusBadge status={hasTotp ? "ACTIVE" : "NONE"} label={hasTotp ? common("enabled") : t("off")} />;
  return (
    <Card title={t("title")} description={t("lead")} actions={badge}>
      {hasTotp && !enrolling ? (
        <div className="grid gap-4">
          {recoveryCodesLeft <= 3 ? <Alert tone="warning">{t("fewCodes", { count: recoveryCodesLeft })}</Alert> : null}
          <p className="text-sm text-muted">{t("codesLeft", { count: recoveryCodesLeft })}</p>
          <div className="flex flex-wrap gap-2">
            <RenewCodes />
            {required ? null : <TurnOff />}
          </div>
          {required ? <p className="text-sm text-muted">{t("required")}</p> : null}
        </div>
      ) : (
        <EnrolTotp onBegin={() => setEnrolling(true)} onDone={() => setEnrolling(false)} />
      )}
    </Card>
  );
}

function RenewCodes() {
  const t = useTranslations("account.twoStep");
  const api = useApi();
  const router = useRouter();
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <Dialog
      trigger={<Button>{t("renew")}</Button>}
      title={t("renew")}
      description={codes ? undefined : t("renewLead")}
      sticky={codes !== null}
    >
      {(close) =>
        codes ? (
          <RecoveryCodes
            codes={codes}
            onDone={() => {
              close();
              setCodes(null);
              router.refresh();
            }}
          />
        ) : (
          <PasswordCheck
            label={t("renew")}
            onPassword={async (password) => setCodes((await api.user.renewRecoveryCodes.mutate({ password })).recoveryCodes)}
          />
        )
      }
    </Dialog>
  );
}

function TurnOff() {
  const t = useTranslations("account.twoStep");
  const api = useApi();
  const router = useRouter();
  return (
    <Dialog trigger={<Button variant="danger-soft">{t("turnOff")}</Button>} title={t("turnOff")} description={t("turnOffLead")}>
      {(close) => (
        <PasswordCheck
          label={t("turnOff")}
          danger
          onPassword={async (password) => {
            await api.user.disableTotp.mutate({ password });
            toast.success(t("turnedOff"));
            close();
            router.refresh();
          }}
        />
      )}
    </Dialog>
  );
}

type PasswordCheckProps = { label: string; danger?: boolean; onPassword: (password: string) => Promise<void> };

function PasswordCheck({ label, danger, onPassword }: PasswordCheckProps) {
  const t = useTranslations("account.twoStep");
  const form = useZodForm(passwordOnlyInput, { password: "" });
  return (
    <Form form={form} onSubmit={({ password }) => onPassword(password)}>
      <TextField name="password" label={t("yourPassword")} type="password" autoComplete="current-password" autoFocus />
      <FormError />
      <FormActions>
        <SubmitButton variant={danger ? "danger" : "primary"}>{label}</SubmitButton>
      </FormActions>
    </Form>
  );
}
