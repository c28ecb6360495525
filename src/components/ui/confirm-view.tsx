"use client";

import { AlertDialog } from "@heroui/react/alert-dialog";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useErrorText } from "#components/form/server-error.ts";
import { Alert } from "./alert.tsx";
import { Button } from "./button.tsx";
import type { ConfirmDialogProps } from "./confirm-button.tsx";
import { Textarea } from "./input.tsx";
import { toast } from "./toast.tsx";

export default function ConfirmView(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, danger, reason, success, onConfirm } = props;
  const t = useTranslations("common");
  const router = useRouter();
  const errorText = useErrorText();
  const reasonId = useId();
  const [why, setWhy] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");

  async function run() {
    if (reason === "required" && why.trim() === "") return setProblem(t("confirm.reasonRequired"));
    setPending(true);
    setProblem("");
    try {
      await onConfirm(why.trim());
      onOpenChange(false);
      setWhy("");
      if (success) toast.success(success);
      router.refresh();
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <AlertDialog.Backdrop isOpen={open} onOpenChange={onOpenChange} isKeyboardDismissDisabled={pending}>
      <AlertDialog.Container size="sm">
        <AlertDialog.Dialog>
          <AlertDialog.Header>
            <AlertDialog.Heading>{title}</AlertDialog.Heading>
          </AlertDialog.Header>
          <AlertDialog.Body className="grid gap-4">
            {description ? <div>{description}</div> : null}
            {reason ? (
              <div className="grid gap-1.5 text-foreground">
                <label htmlFor={reasonId} className="font-medium">
                  {t("confirm.reason")}
                  {reason === "optional" ? <span className="ml-1.5 font-normal text-muted">{t("state.optional")}</span> : null}
                </label>
                <Textarea
                  id={reasonId}
                  rows={3}
                  maxLength={500}
                  value={why}
                  placeholder={t("confirm.reasonPlaceholder")}
                  onChange={(event) => setWhy(event.target.value)}
                />
              </div>
            ) : null}
            {problem ? (
              <Alert tone="danger" live>
                {problem}
              </Alert>
            ) : null}
          </AlertDialog.Body>
          <AlertDialog.Footer>
            <Button onClick={() => onOpenChange(false)}>{t("action.cancel")}</Button>
            <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={run}>
              {confirmLabel ?? t("action.confirm")}
            </Button>
          </AlertDialog.Footer>
        </AlertDialog.Dialog>
      </AlertDialog.Container>
    </AlertDialog.Backdrop>
  );
}
