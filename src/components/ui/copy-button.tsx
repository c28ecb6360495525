"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button, type ButtonLook } from "./button.tsx";

/*
 * <CopyButton value={link} />  icon only   <CopyButton value={link}>复制链接</CopyButton>  with words
 */
type CopyButtonProps = ButtonLook & { value: string; children?: ReactNode; className?: string };

export function CopyButton({ value, children, className, variant = "ghost", size = "sm", fullWidth }: CopyButtonProps) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      variant={variant}
      size={size}
      fullWidth={fullWidth}
      iconOnly={!children}
      className={className}
      aria-label={children ? undefined : copied ? t("action.copied") : t("action.copy")}
      icon={copied ? <Check className="text-success-soft-foreground" /> : <Copy />}
      onClick={async () => setCopied(await copyText(value))}
    >
      {children ? (copied ? t("action.copied") : children) : null}
      <span role="status" className="sr-only">
        {copied ? t("action.copied") : ""}
      </span>
    </Button>
  );
}

/** WeChat's browser and plain-http pages have no clipboard API: fall back to a selection. */
export async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = value;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
