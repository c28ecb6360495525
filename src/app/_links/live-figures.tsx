"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { useTRPC } from "#trpc/client.tsx";

/*
 * <LiveFigures ids={[…]} at={ctx.now.toISOString()}> around a list or a page: asks for all of them together every five seconds,
 * only while somebody looks, and at once when the server has drawn the page anew.
 * <LiveNumber id name="left" value={12} />   <LiveState id state="OPEN" left={12} />   <LiveProgress … /> show the newest answer.
 */
export type Figures = { quota: number; claimed: number; redeemed: number; left: number; gone: number };
type Live = Map<string, Figures & { state: string }>;

const LiveContext = createContext<Live>(new Map());
const everyMs = 5_000;

export function LiveFigures({ ids, at, children }: { ids: string[]; at: string; children: ReactNode }) {
  const trpc = useTRPC();
  const { data, refetch } = useQuery(
    trpc.link.figures.queryOptions(
      { ids },
      { enabled: ids.length > 0, refetchInterval: everyMs, refetchIntervalInBackground: false },
    ),
  );
  const drawn = useRef(at);
  useEffect(() => {
    if (drawn.current === at) return;
    drawn.current = at;
    void refetch();
  }, [at, refetch]);
  const live: Live = new Map(data?.map((row) => [row.id, row]));
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function LiveNumber({ id, name, value }: { id: string; name: keyof Figures; value: number }) {
  const live = useContext(LiveContext).get(id);
  const locale = useLocale();
  return <span className="tnum">{new Intl.NumberFormat(locale).format(live?.[name] ?? value)}</span>;
}

/** How many of what was ever in the link are claimed. */
export function LiveProgress({ id, figures }: { id: string; figures: Figures }) {
  const t = useTranslations("link.figures");
  const { claimed, quota } = useContext(LiveContext).get(id) ?? figures;
  return <Progress value={claimed} max={quota} label={t("progress")} showText={`${claimed} / ${quota}`} className="min-w-28" />;
}

const tones: Record<string, Tone> = {
  OPEN: "success",
  NOT_OPEN_YET: "accent",
  PAUSED: "warning",
  ENDED: "neutral",
  REVOKED: "danger",
  SOLD_OUT: "neutral",
};

export function LiveState({ id, state, left }: { id: string; state: string; left: number }) {
  const t = useTranslations("link.state");
  const live = useContext(LiveContext).get(id) ?? { state, left };
  const shown = live.state === "OPEN" && live.left === 0 ? "SOLD_OUT" : live.state;
  return <StatusBadge status={shown} tone={tones[shown]} label={t(shown)} />;
}
