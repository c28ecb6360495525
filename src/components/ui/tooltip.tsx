"use client";

import { Tooltip as HeroTooltip } from "@heroui/react/tooltip";
import { Info } from "lucide-react";
import type { ReactNode } from "react";

/*
 * <InfoTip label="佣金池">一次核销最多分出的佣金总额。</InfoTip>   an (i) beside a word that needs explaining
 * <Tooltip content="…"><span>…</span></Tooltip>                     for anything else; never the only way to learn something
 */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactNode }) {
  return (
    <HeroTooltip>
      <HeroTooltip.Trigger>{children}</HeroTooltip.Trigger>
      <HeroTooltip.Content showArrow={false}>{content}</HeroTooltip.Content>
    </HeroTooltip>
  );
}

export function InfoTip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <HeroTooltip delay={0}>
      <HeroTooltip.Trigger
        aria-label={label}
        className="inline-grid size-5 place-items-center rounded-full align-text-bottom text-muted"
      >
        <Info aria-hidden="true" className="size-3.5" />
      </HeroTooltip.Trigger>
      <HeroTooltip.Content>{children}</HeroTooltip.Content>
    </HeroTooltip>
  );
}
