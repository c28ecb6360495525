"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useCountdown } from "#app/(consumer)/use-countdown.ts";
import { useAction } from "#components/form/use-action.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useApi } from "#trpc/client.tsx";
import { payInWechat } from "./wechat-bridge.ts";

type Handoff =
  | { kind: "redirect"; url: string }
  | { kind: "qr"; text: string }
  | { kind: "jsapi"; params: Record<string, string> };
type Props = {
  payment: { id: string; method: string; state: string; expiresAt: string };
  provider: string;
  handoff: Handoff | null;
  qr: string | null;
  now: string;
  go: boolean;
};

/** Leads to the provider, and watches: the page changes by itself as soon as anybody knows more. */
export function PayNow({ payment, provider, handoff, qr, now, go }: Props) {
  const t = useTranslations("ownTopup.pay");
  const names = useTranslations("payment.provider");
  const left = useCountdown(payment.expiresAt, now, () => undefined);
  const { look, looking } = useWatch(payment);
  useGoOnce(go, handoff);
  const leave = (url: string) => window.location.assign(url);
  const ways: Record<Handoff["kind"], ReactNode> = {
    qr: qr ? <img src={qr} alt={t("qr")} className="size-56 rounded-xl border border-border bg-white p-2" /> : null,
    redirect:
      handoff?.kind === "redirect" ? (
        <Button variant="primary" size="lg" onClick={() => leave(handoff.url)}>
          {t("go")}
        </Button>
      ) : null,
    jsapi:
      handoff?.kind === "jsapi" ? (
        <Button variant="primary" size="lg" onClick={() => payInWechat(handoff.params, look)}>
          {t("jsapi")}
        </Button>
      ) : null,
  };
  const over = left === 0;
  const title = handoff ? (handoff.kind === "qr" ? t("scanTitle") : t("goTitle", { provider: names(provider) })) : t("lostTitle");
  return (
    <div className="grid justify-items-center gap-4 py-4 text-center">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="mt-1 text-sm text-muted">
          {handoff ? (handoff.kind === "qr" ? t("scanText") : t("goText")) : t("lostText")}
        </p>
      </div>
      {handoff && !over ? ways[handoff.kind] : null}
      {/* Inside WeChat a new one is started: who pays is not kept. */}
      {!handoff && !over && payment.method !== "WECHAT_JSAPI" ? <Retry id={payment.id} /> : null}
      <p role="status" className="flex items-center gap-2 text-sm text-muted">
        <Spinner className="size-4" />
        {over ? t("over") : t("waiting")}
      </p>
      {over ? null : <p className="tnum text-sm">{t("left", { time: clock(left) })}</p>}
      <div className="flex flex-wrap justify-center gap-2">
        {handoff ? (
          <Button onClick={() => void look(true)} pending={looking}>
            {t("checkNow")}
          </Button>
        ) : null}
        <Cancel id={payment.id} />
      </div>
      {provider === "SANDBOX" ? <Alert tone="neutral">{t("testing")}</Alert> : null}
    </div>
  );
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** Asks every few seconds while somebody looks, and at once when he comes back. */
function useWatch({ id, state }: { id: string; state: string }) {
  const t = useTranslations("ownTopup.pay");
  const api = useApi();
  const router = useRouter();
  const { data, refetch, isFetching } = useQuery({
    queryKey: ["payment-check", id],
    queryFn: () => api.payment.check.mutate({ id }),
    refetchInterval: ({ state: { dataUpdateCount } }) => (dataUpdateCount > 100 ? 10_000 : 3_000),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: "always",
    staleTime: 0,
    retry: false,
  });
  const [asked, setAsked] = useState(false);
  const moved = data && data.state !== state;
  useEffect(() => {
    if (moved) router.refresh();
  }, [moved, router]);
  const look = async (say = false) => {
    setAsked(true);
    const { data: found } = await refetch();
    if (say && found?.state === state) toast.success(t("notYet"));
    setAsked(false);
  };
  return { look, looking: asked && isFetching };
}

/** Straight on to the provider, once: coming back with the browser's button ends here and not in a circle. */
function useGoOnce(go: boolean, handoff: Handoff | null) {
  const gone = useRef(false);
  useEffect(() => {
    if (!go || gone.current || handoff?.kind !== "redirect") return;
    gone.current = true;
    window.history.replaceState(null, "", window.location.pathname);
    window.location.assign(handoff.url);
  }, [go, handoff]);
}

function Retry({ id }: { id: string }) {
  const t = useTranslations("ownTopup.pay");
  const api = useApi();
  const { run, pending } = useAction(() => api.payment.retry.mutate({ id }));
  return (
    <Button variant="primary" size="lg" pending={pending} onClick={() => run(undefined)}>
      {t("retry")}
    </Button>
  );
}

function Cancel({ id }: { id: string }) {
  const t = useTranslations("ownTopup.pay");
  const api = useApi();
  return (
    <ConfirmButton
      variant="ghost"
      title={t("cancelTitle")}
      description={t("cancelText")}
      danger
      onConfirm={() => api.payment.cancel.mutate({ id })}
    >
      {t("cancel")}
    </ConfirmButton>
  );
}
