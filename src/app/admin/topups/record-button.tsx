"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { ComboOption } from "#components/ui/combobox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TopUpForm } from "./topup-form.tsx";

export function RecordTopUpButton({ distributors }: { distributors: ComboOption[] }) {
  const t = useTranslations("topup");
  return (
    <Dialog
      trigger={
        <Button variant="primary" icon={<Plus />}>
          {t("record")}
        </Button>
      }
      title={t("recordTitle")}
    >
      {(close) => <TopUpForm distributors={distributors} onDone={close} />}
    </Dialog>
  );
}
