"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { cx } from "#components/ui/class-names.ts";
import { toast } from "#components/ui/toast.tsx";
import type { PayeeKind } from "#domain/payee/rules.ts";
import { addPayeeInput } from "#domain/payee/schema.ts";
import { useApi } from "#trpc/client.tsx";
import { CodeField } from "../code-field.tsx";
import { kindIcon } from "../kind-icon.tsx";
import { WechatNumber, type WechatWay } from "./wechat-number.tsx";

export type { WechatWay };

type Props = { kinds: PayeeKind[]; kind: PayeeKind; wechat: WechatWay };

/** First what kind of account, then what that kind needs. */
export function PayeeForm({ kinds, kind: first, wechat }: Props) {
  const t = useTranslations("ownPayee");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const empty = {
    holderName: "",
    number: first === "WECHAT" ? (wechat.openid ?? "") : "",
    bankName: "",
    branchName: "",
    code: "",
  };
  const form = useZodForm(addPayeeInput, { kind: first, ...empty });
  const kind = useWatch({ control: form.control, name: "kind" });
  function choose(next: PayeeKind) {
    form.setValue("kind", next);
    form.setValue("number", next === "WECHAT" ? (wechat.openid ?? "") : "");
    form.clearErrors();
  }
  return (
    <Form
      form={form}
      onSubmit={async ({ bankName, branchName, ...values }) => {
        await api.payee.add.mutate(values.kind === "BANK" ? { ...values, bankName, branchName } : values);
        toast.success(t("submitted"));
        router.push("/distributor/payees");
        router.refresh();
      }}
    >
      <KindChoice kinds={kinds} kind={kind} onChoose={choose} />
      <TextField name="holderName" label={t("holderName")} hint={t("holderHint")} maxLength={60} autoComplete="name" />
      {kind === "BANK" ? (
        <>
          <TextField name="bankName" label={t("bankName")} hint={t("bankHint")} maxLength={60} />
          <TextField name="branchName" label={t("branchName")} hint={t("branchHint")} optional maxLength={80} />
        </>
      ) : null}
      {kind === "WECHAT" ? <WechatNumber way={wechat} /> : null}
      {kind === "WECHAT" && wechat.openid ? null : (
        <TextField
          key={kind}
          name="number"
          label={t(`number.${kind}`)}
          hint={t(`numberHint.${kind}`)}
          maxLength={100}
          inputMode={kind === "BANK" ? "numeric" : "text"}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <CodeField />
      <FormError />
      <FormActions>
        <ButtonLink href="/distributor/payees">{common("cancel")}</ButtonLink>
        <SubmitButton>{t("submit")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

type ChoiceProps = { kinds: PayeeKind[]; kind: PayeeKind; onChoose: (kind: PayeeKind) => void };

function KindChoice({ kinds, kind, onChoose }: ChoiceProps) {
  const t = useTranslations("ownPayee");
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t("kindLabel")}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {kinds.map((each) => (
          <label
            key={each}
            className={cx(
              "flex cursor-pointer items-center gap-3 rounded-xl border p-3.5 has-focus-visible:outline-2 has-focus-visible:outline-accent [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-muted",
              kind === each ? "border-accent bg-accent-soft" : "border-border hover:border-border-strong",
            )}
          >
            <input
              type="radio"
              name="payee-kind"
              value={each}
              checked={kind === each}
              onChange={() => onChoose(each)}
              className="sr-only"
            />
            {kindIcon[each]}
            <span className="min-w-0">
              <span className="block text-sm font-medium">{t(`kind.${each}`)}</span>
              <span className="block text-xs text-muted">{t(`kindHint.${each}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
