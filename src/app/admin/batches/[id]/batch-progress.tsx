"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { useApi, useTRPC } from "#trpc/client.tsx";

type Sample = { at: number; rows: number; done: number };
const windowMs = 10_000;

/** Asks every second; when the work is over the page is drawn anew with the result. */
export function BatchProgress({ id, generated, mayCancel }: { id: string; generated: boolean; mayCancel: boolean }) {
  const t = useTranslations("batch.progress");
  const format = useFormatter();
  const trpc = useTRPC();
  const api = useApi();
  const router = useRouter();
  const { data } = useQuery(trpc.batch.progress.queryOptions({ id }, { refetchInterval: 1000, staleTime: 0 }));
  const status = data?.status ?? "QUEUED";
  const over = status !== "QUEUED" && status !== "RUNNING";
  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);
  const rows = data?.rowCount ?? 0;
  const done = data?.doneBytes ?? 0;
  const total = data?.totalBytes ?? 0;
  const speed = useSpeed({ rows, done });
  const secondsLeft = speed.done > 0 && total > done ? Math.ceil((total - done) / speed.done) : null;
  const left =
    secondsLeft === null
      ? null
      : secondsLeft > 90
        ? t("minutes", { count: Math.round(secondsLeft / 60) })
        : t("seconds", { count: secondsLeft });
  return (
    <Card
      title={generated ? t("generating") : t("title")}
      description={status === "QUEUED" ? t("queued") : t("background")}
      actions={
        mayCancel ? (
          <ConfirmButton
            variant="danger-soft"
            disabled={Boolean(data?.cancelRequestedAt)}
            title={t("cancelTitle")}
            description={t("cancelText")}
            confirmLabel={t("cancel")}
            danger
            onConfirm={() => api.batch.cancel.mutate({ id })}
          >
            {data?.cancelRequestedAt ? t("cancelling") : t("cancel")}
          </ConfirmButton>
        ) : null
      }
    >
      <div className="grid gap-3">
        <Progress
          label={t("title")}
          value={done}
          max={total || 1}
          showText={total > 0 ? `${Math.floor((done * 100) / total)}%` : ""}
        />
        <p role="status" className="tnum flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
          <span>{t("done", { rows: format.number(rows) })}</span>
          {speed.rows > 0 ? <span>{t("rate", { rate: format.number(Math.round(speed.rows)) })}</span> : null}
          {left ? <span>{t("eta", { time: left })}</span> : null}
        </p>
        {data?.stalled ? <Alert tone="warning">{t("stalled")}</Alert> : null}
      </div>
    </Card>
  );
}

/** Over the last ten seconds, so that a pause or a restart does not weigh for ever. */
function useSpeed({ rows, done }: { rows: number; done: number }): { rows: number; done: number } {
  const samples = useRef<Sample[]>([]);
  const now = Date.now();
  const last = samples.current.at(-1);
  if (!last || last.rows !== rows || now - last.at > 1000) samples.current.push({ at: now, rows, done });
  samples.current = samples.current.filter(({ at }) => now - at <= windowMs);
  const first = samples.current[0];
  if (!first || now - first.at < 500) return { rows: 0, done: 0 };
  const seconds = (now - first.at) / 1000;
  return { rows: (rows - first.rows) / seconds, done: (done - first.done) / seconds };
}
