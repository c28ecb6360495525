"use client";

import { ArrowUpDown, Banknote, Landmark, Layers, Snowflake, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { ComboboxField, SelectField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ComboOption } from "#components/ui/combobox.tsx";
import { ConfirmDialog } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { useApi } from "#trpc/client.tsx";
import { TopUpForm } from "../../topups/topup-form.tsx";
import { TaxForm, type TaxKind } from "./tax-form.tsx";

type Props = {
  id: string;
  name: string;
  levelId: string;
  uplineId: string | null;
  status: "ACTIVE" | "FROZEN";
  taxKind: TaxKind;
  may: { manage: boolean; record: boolean; tax: boolean };
  levels: { value: string; label: string }[];
  uplines: ComboOption[];
};

/** What staff do to a distributor: one button for the everyday thing, a menu for the rest, each with its own dialog. */
export function DistributorActions(props: Props) {
  const { id, name, status, may } = props;
  const t = useTranslations("distributor");
  const api = useApi();
  const [dialog, setDialog] = useState<"level" | "move" | "status" | "topup" | "tax" | null>(null);
  const opener = (key: typeof dialog) => ({
    open: dialog === key,
    onOpenChange: (open: boolean) => setDialog(open ? key : null),
  });
  const frozen = status === "FROZEN";
  const freezeItem = {
    key: "status",
    label: t(frozen ? "unfreeze" : "freeze"),
    icon: frozen ? <Sun /> : <Snowflake />,
    danger: !frozen,
    onSelect: () => setDialog("status"),
  };
  return (
    <>
      {may.record ? (
        <Button icon={<Banknote />} onClick={() => setDialog("topup")}>
          {t("recordTopUp")}
        </Button>
      ) : null}
      {may.manage || may.tax ? (
        <Menu
          label={t("manage")}
          items={[
            ...(may.manage
              ? [
                  { key: "level", label: t("changeLevel"), icon: <Layers />, onSelect: () => setDialog("level") },
                  { key: "move", label: t("move"), icon: <ArrowUpDown />, onSelect: () => setDialog("move") },
                ]
              : []),
            ...(may.tax ? [{ key: "tax", label: t("tax.change"), icon: <Landmark />, onSelect: () => setDialog("tax") }] : []),
            ...(may.manage ? [freezeItem] : []),
          ]}
        />
      ) : null}
      <Dialog {...opener("level")} title={t("changeLevel")} description={t("changeLevelText")}>
        {(close) => <LevelForm {...props} onDone={close} />}
      </Dialog>
      <Dialog {...opener("move")} title={t("move")} description={t("moveText")}>
        {(close) => <MoveForm {...props} onDone={close} />}
      </Dialog>
      <Dialog {...opener("tax")} title={t("tax.change")} description={t("tax.changeText")}>
        {(close) => <TaxForm id={id} taxKind={props.taxKind} onDone={close} />}
      </Dialog>
      <Dialog {...opener("topup")} title={t("recordTopUp")} description={t("recordTopUpText")}>
        {(close) => <TopUpForm distributor={{ id, name }} onDone={close} />}
      </Dialog>
      <ConfirmDialog
        {...opener("status")}
        title={t(frozen ? "unfreezeTitle" : "freezeTitle", { name })}
        description={t(frozen ? "unfreezeText" : "freezeText")}
        confirmLabel={t(frozen ? "unfreeze" : "freeze")}
        danger={!frozen}
        reason="required"
        success={t(frozen ? "unfrozen" : "frozenDone")}
        onConfirm={(reason) =>
          frozen ? api.distributor.unfreeze.mutate({ id, reason }) : api.distributor.freeze.mutate({ id, reason })
        }
      />
    </>
  );
}

type FormProps = Props & { onDone: () => void };

const levelForm = z.object({ levelId: z.uuid(), reason: z.string().trim().max(500) });

function LevelForm({ id, levelId, levels, onDone }: FormProps) {
  const t = useTranslations("distributor");
  const common = useTranslations("common");
  const api = useApi();
  const form = useZodForm(levelForm, { levelId, reason: "" });
  return (
    <DialogForm
      form={form}
      submit={({ levelId: chosen, reason }) =>
        api.distributor.changeLevel.mutate({ id, levelId: chosen, reason: reason.trim() || undefined })
      }
      success={t("levelChanged")}
      submitLabel={common("action.save")}
      onDone={onDone}
    >
      <SelectField name="levelId" label={t("level")} options={levels} />
      <TextareaField name="reason" label={common("confirm.reason")} optional maxLength={500} />
    </DialogForm>
  );
}

const moveForm = z.object({ uplineId: z.uuid().nullable(), reason: z.string().trim().max(500) });

function MoveForm({ id, uplineId, uplines, onDone }: FormProps) {
  const t = useTranslations("distributor");
  const common = useTranslations("common");
  const api = useApi();
  const form = useZodForm(moveForm, { uplineId, reason: "" });
  return (
    <DialogForm
      form={form}
      submit={({ uplineId: chosen, reason }) =>
        api.distributor.move.mutate({ id, uplineId: chosen, reason: reason.trim() || undefined })
      }
      success={t("moved")}
      submitLabel={common("action.save")}
      onDone={onDone}
    >
      <ComboboxField name="uplineId" label={t("upline")} hint={t("moveHint")} placeholder={t("noUpline")} options={uplines} />
      <TextareaField name="reason" label={common("confirm.reason")} optional maxLength={500} />
    </DialogForm>
  );
}
