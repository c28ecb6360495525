"use client";

import { CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { encode } from "uqr";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { post } from "../../post.ts";
import { useCountdown } from "../../use-countdown.ts";
import { useRefusal } from "../../use-refusal.ts";

type Pass = { digits: string; expiresAt: string };
const everyMs = 3_000;

/** The QR code and number for the counter: made when asked for, renewed before it runs out, gone the moment it has been used. */
export function StorePass({ voucherId }: { voucherId: string }) {
  const t = useTranslations("claim.pass");
  const refusal = useRefusal();
  const [pass, setPass] = useState<Pass | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");
  const renew = useCallback(async () => {
    setPending(true);
    setProblem("");
    try {
      setPass(await post<Pass>("/api/trpc/redemption.makePass", { voucherId }));
    } catch (error) {
      setPass(null);
      setProblem(refusal(error));
    } finally {
      setPending(false);
    }
  }, [voucherId, refusal]);
  const used = useUsed(voucherId, pass !== null);

  if (used) return <Done />;
  return (
    <section className="mt-4 grid gap-3">
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
      {pass ? (
        <ShownPass key={pass.digits} pass={pass} renew={renew} pending={pending} />
      ) : (
        <>
          <Button variant="primary" size="tap" fullWidth pending={pending} onClick={renew}>
            {t("show")}
          </Button>
          <p className="text-center text-sm text-muted">{t("text")}</p>
        </>
      )}
    </section>
  );
}

function ShownPass({ pass, renew, pending }: { pass: Pass; renew: () => void; pending: boolean }) {
  const t = useTranslations("claim.pass");
  const [shownAt] = useState(() => new Date().toISOString());
  const left = useCountdown(pass.expiresAt, shownAt, renew);
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <div className="tile grid justify-items-center gap-4 p-5 text-center">
      <h2 className="font-semibold">{t("title")}</h2>
      <QrCode text={pass.digits} label={t("qr")} />
      <div>
        <p className="text-sm text-muted">{t("digits")}</p>
        <p className="tnum mt-1 text-3xl font-semibold tracking-wider">
          {pass.digits.slice(0, 4)} {pass.digits.slice(4)}
        </p>
      </div>
      <p className="tnum text-sm text-muted" role="timer">
        {pending ? t("renewing") : t("expiresIn", { time })}
      </p>
    </div>
  );
}

/** Black on white in both themes: scanners need it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className="w-56 rounded-xl bg-white"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}

function Done() {
  const t = useTranslations("claim.pass");
  return (
    <section role="status" className="tile mt-4 grid justify-items-center gap-2 p-6 text-center">
      <CircleCheck aria-hidden="true" className="size-12 text-success" strokeWidth={1.5} />
      <h2 className="text-xl font-semibold">{t("done")}</h2>
      <p className="text-sm text-muted">{t("doneText")}</p>
    </section>
  );
}

/** Asks every few seconds, while somebody looks at it, whether the counter has redeemed the voucher. */
function useUsed(voucherId: string, watching: boolean): boolean {
  const router = useRouter();
  const [used, setUsed] = useState(false);
  const asking = useRef(false);
  useEffect(() => {
    if (!watching || used) return;
    const input = encodeURIComponent(JSON.stringify({ voucherId }));
    const timer = setInterval(async () => {
      if (document.hidden || asking.current) return;
      asking.current = true;
      const answer = await fetch(`/api/trpc/claim.state?input=${input}`).then(
        (response) => response.json(),
        () => null,
      );
      asking.current = false;
      if (answer?.result?.data?.tab !== "used") return;
      setUsed(true);
      navigator.vibrate?.(80);
    }, everyMs);
    return () => clearInterval(timer);
  }, [voucherId, watching, used]);
  useEffect(() => {
    if (used) setTimeout(() => router.refresh(), 4_000);
  }, [used, router]);
  return used;
}
