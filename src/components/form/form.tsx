"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type Path,
  type UseFormReturn,
  useForm,
  useFormContext,
} from "react-hook-form";
import type { z } from "zod";
import { Alert } from "#components/ui/alert.tsx";
import { Button, type ButtonLook } from "#components/ui/button.tsx";
import { cx } from "#components/ui/class-names.ts";
import { readError } from "./server-error.ts";
import { issueKey, useMessageText } from "./validation.ts";

/*
 * const form = useZodForm(productInput, { name: "", faceValueMinor: "" });
 * <Form form={form} onSubmit={async (values) => { await api.product.create.mutate(values); router.push("/admin/products"); }}>
 *   <TextField name="name" label="名称" />
 *   <FormError /> <SubmitButton>保存</SubmitButton>
 * </Form>
 * onSubmit gets what the person typed (schema input, already valid). If it throws, the error lands on its field or in FormError,
 * and nothing typed is lost.
 */
type AnyObject = z.ZodType<unknown, FieldValues>;

export function useZodForm<Schema extends AnyObject>(schema: Schema, defaultValues: DefaultValues<z.input<Schema>>) {
  type Values = z.input<Schema>;
  return useForm<Values, unknown, Values>({
    resolver: zodResolver(schema, { error: (issue) => issueKey(issue) }, { raw: true }) as never,
    defaultValues,
    mode: "onTouched",
    shouldFocusError: true,
  });
}

type FormProps<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  onSubmit: (values: Values) => Promise<unknown>;
  className?: string;
  id?: string;
  children: ReactNode;
};

export function Form<Values extends FieldValues>({ form, onSubmit, className, id, children }: FormProps<Values>) {
  async function submit(values: Values) {
    try {
      await onSubmit(values);
    } catch (error) {
      showServerError(form, error);
    }
  }
  const ready = useHydrated();
  const fields = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (ready) fields.current?.querySelector<HTMLElement>("[autofocus]:not(:focus)")?.focus();
  }, [ready]);
  return (
    <FormProvider {...form}>
      <form id={id} method="post" noValidate onSubmit={form.handleSubmit(submit)}>
        <fieldset
          ref={fields}
          disabled={!ready}
          data-waiting={ready ? undefined : ""}
          className={cx("grid min-w-0 gap-5", className)}
        >
          {children}
        </fieldset>
      </form>
    </FormProvider>
  );
}

const never = () => () => undefined;

/** False in the page as the server sent it: what is typed before the scripts run would be lost, so nothing can be. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

function showServerError<Values extends FieldValues>(form: UseFormReturn<Values, unknown, Values>, error: unknown) {
  const { code, fields } = readError(error);
  const known = Object.entries(fields).filter(([name]) => (name.split(".")[0] as string) in form.getValues());
  for (const [name, message] of known) form.setError(name as Path<Values>, { type: "server", message: ownMessage(message) });
  const first = known[0]?.[0];
  if (first) form.setFocus(first as Path<Values>);
  // What stands at its field already is not said a second time below.
  if (!known.some(([, message]) => message === code)) form.setError("root.server", { type: code, message: code });
}

/** The server names keys or error codes; anything else is zod's English and is not for people. */
function ownMessage(message: string): string {
  return /^(form|errors)\.\w|^[A-Z][A-Z0-9_]+$/.test(message) ? message : "form.invalid";
}

/** The form's own error: what the server refused as a whole. Put it just above the buttons. */
export function FormError() {
  const t = useTranslations("errors");
  const text = useMessageText();
  const { formState } = useFormContext();
  const message = formState.errors.root?.server?.message;
  if (!message) return null;
  return (
    <Alert tone="danger" live>
      {text(message) ?? t("INTERNAL")}
    </Alert>
  );
}

export function SubmitButton({
  children,
  disabled,
  ...look
}: ButtonLook & { children: ReactNode; disabled?: boolean; className?: string }) {
  const { formState } = useFormContext();
  return (
    <Button type="submit" variant="primary" {...look} pending={formState.isSubmitting} disabled={disabled}>
      {children}
    </Button>
  );
}

/** Titled group of fields: <FormSection title="价格" text="…">…</FormSection>, two columns on a wide screen. */
export function FormSection({ title, text, children }: { title: ReactNode; text?: ReactNode; children: ReactNode }) {
  return (
    <section className="tile grid gap-5 p-4 sm:p-5 lg:grid-cols-[minmax(0,15rem)_minmax(0,1fr)] lg:gap-8">
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        {text ? <p className="mt-1 text-sm text-muted">{text}</p> : null}
      </div>
      <div className="grid content-start gap-5 sm:grid-cols-2 [&>*]:min-w-0 sm:[&>[data-wide]]:col-span-2">{children}</div>
    </section>
  );
}

/** The row of buttons at the end of a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center justify-end gap-2">{children}</div>;
}
