"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Checkbox } from "#components/ui/input.tsx";

/** Shown once: leaving needs a tick that they are kept. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useTranslations("account.twoStep");
  const common = useTranslations("common.action");
  const [kept, setKept] = useState(false);
  const text = `${codes.join("\n")}\n`;
  return (
    <div className="grid gap-4">
      <Alert tone="warning" title={t("codesTitle")} live>
        {t("codesLead")}
      </Alert>
      <ol
        className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-lg bg-surface-secondary p-4 font-mono text-sm"
        aria-label={t("codesTitle")}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={text} variant="secondary" size="md">
          {common("copy")}
        </CopyButton>
        <a
          className={buttonClass()}
          download="kayisu-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          <Download aria-hidden="true" />
          {common("download")}
        </a>
      </div>
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        {t("kept")}
      </Checkbox>
      <Button variant="primary" disabled={!kept} onClick={onDone}>
        {common("done")}
      </Button>
    </div>
  );
}
