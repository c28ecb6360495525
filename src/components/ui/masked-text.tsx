"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button.tsx";

/*
 * <MaskedText text="138****0001" />                      mask made by the server: nothing to reveal
 * <MaskedText text="138****0001" full="13800000001" />   an eye shows the whole value (only pass `full` if this person may see it)
 */
export function MaskedText({ text, full }: { text: string; full?: string }) {
  const t = useTranslations("common");
  const [shown, setShown] = useState(false);
  return (
    <span className="tnum inline-flex items-center gap-1">
      {shown && full ? full : text}
      {full ? (
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          aria-label={shown ? t("masked.hide") : t("masked.show")}
          aria-pressed={shown}
          icon={shown ? <EyeOff /> : <Eye />}
          onClick={() => setShown(!shown)}
        />
      ) : null}
    </span>
  );
}
