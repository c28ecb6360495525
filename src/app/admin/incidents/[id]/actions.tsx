"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { noteIncidentInput } from "#domain/incident/schema.ts";
import { useApi } from "#trpc/client.tsx";

type AssignProps = { id: string; ownerId: string | null; me: string; people: { id: string; name: string }[] };

export function AssignForm({ id, ownerId, me, people }: AssignProps) {
  const t = useTranslations("incidents");
  const { incident } = useApi();
  const [chosen, setChosen] = useState(ownerId ?? "");
  const assign = useAction((owner: string) => incident.assign.mutate({ id, ownerId: owner || null }), { success: t("assigned") });
  const change = (owner: string) => {
    setChosen(owner);
    void assign.run(owner);
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Select
        aria-label={t("assignTo")}
        className="w-auto min-w-40"
        placeholder={t("nobody")}
        options={people.map((person) => ({ value: person.id, label: person.name }))}
        value={chosen}
        disabled={assign.pending}
        onChange={(event) => change(event.target.value)}
      />
      {chosen !== me && people.some((person) => person.id === me) ? (
        <Button onClick={() => change(me)} pending={assign.pending}>
          {t("assignMe")}
        </Button>
      ) : null}
    </div>
  );
}

export function AddNote({ id }: { id: string }) {
  const t = useTranslations("incidents");
  const { incident } = useApi();
  const router = useRouter();
  const form = useZodForm(noteIncidentInput, { id, text: "" });
  return (
    <Form
      form={form}
      className="mb-5"
      onSubmit={async (values) => {
        await incident.note.mutate(values);
        form.reset({ id, text: "" });
        toast.success(t("noted"));
        router.refresh();
      }}
    >
      <TextareaField name="text" label={t("noteAdd")} placeholder={t("notePlaceholder")} rows={2} maxLength={2000} wide />
      <FormError />
      <FormActions>
        <SubmitButton variant="secondary">{t("noteAdd")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
