"use client";

import { CheckCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { useSelection } from "#components/table/selection.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { resolutionKinds } from "#domain/incident/rules.ts";
import { resolveIncidentsInput } from "#domain/incident/schema.ts";
import { useApi } from "#trpc/client.tsx";

export function ResolveButton({ id }: { id: string }) {
  const t = useTranslations("incidents");
  return (
    <Dialog
      trigger={
        <Button variant="primary" icon={<CheckCheck />}>
          {t("resolve")}
        </Button>
      }
      title={t("resolveTitle")}
      description={t("resolveText")}
    >
      {(close) => <ResolveForm ids={[id]} onDone={close} />}
    </Dialog>
  );
}

/** One word for all that are marked. */
export function ResolveSelected() {
  const t = useTranslations("incidents");
  const { ids, clear } = useSelection();
  return (
    <Dialog
      trigger={
        <Button variant="primary" size="sm" icon={<CheckCheck />}>
          {t("resolve")}
        </Button>
      }
      title={t("resolveMany", { count: ids.length })}
      description={t("resolveText")}
    >
      {(close) => (
        <ResolveForm
          ids={ids}
          onDone={() => {
            clear();
            close();
          }}
        />
      )}
    </Dialog>
  );
}

function ResolveForm({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const t = useTranslations("incidents");
  const { incident } = useApi();
  const form = useZodForm(resolveIncidentsInput, { ids, kind: "EXPLAINED", text: "" });
  const options = resolutionKinds.map((value) => ({
    value,
    label: t(`resolution.${value}`),
    hint: t(`resolutionHint.${value}`),
  }));
  return (
    <DialogForm
      form={form}
      submit={(values) => incident.resolve.mutate(values)}
      success={ids.length === 1 ? t("resolved") : t("resolvedMany", { count: ids.length })}
      submitLabel={t("resolve")}
      onDone={onDone}
    >
      <RadioField name="kind" label={t("resolutionKind")} options={options} wide />
      <TextareaField name="text" label={t("reason")} hint={t("reasonHint")} wide rows={3} maxLength={2000} />
    </DialogForm>
  );
}
