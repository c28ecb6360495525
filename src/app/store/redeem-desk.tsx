"use client";

import { Camera, Search, Volume2, VolumeX } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { AnswerCard, RedeemedCard } from "./answer-card.tsx";
import { useSignals } from "./signals.ts";
import { useDesk } from "./use-desk.ts";

/** The camera's code is loaded when it is first asked for. */
const Scanner = dynamic(() => import("./scanner.tsx").then((module) => module.Scanner), { ssr: false });

/** The counter: type or scan, look, redeem. Enter does the next thing each time. */
export function RedeemDesk() {
  const t = useTranslations("store");
  const signals = useSignals();
  const desk = useDesk(signals.play);
  const input = useRef<HTMLInputElement>(null);
  const [scanning, setScanning] = useState(false);
  const { view } = desk;

  // Ready for the next voucher: after a redemption and whenever the desk is cleared.
  useEffect(() => {
    if (view.kind === "empty" || view.kind === "redeemed") input.current?.focus();
  }, [view.kind]);

  function submit(event: FormEvent) {
    event.preventDefault();
    void desk.check(desk.text, false);
  }

  return (
    <section className="grid gap-4" aria-label={t("title")}>
      <form onSubmit={submit} className="tile grid gap-3 p-4 sm:p-5">
        <label htmlFor="store-code" className="text-sm font-medium">
          {t("desk.label")}
        </label>
        <div className="flex flex-wrap gap-2">
          <Input
            ref={input}
            id="store-code"
            tap
            className="tnum h-14 min-w-0 flex-[1_1_14rem] text-xl tracking-wide"
            placeholder={t("desk.placeholder")}
            value={desk.text}
            onChange={(event) => desk.type(event.target.value)}
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="search"
            maxLength={200}
            aria-describedby="store-code-hint"
          />
          <Button size="tap" className="h-14 flex-1 sm:flex-none" icon={<Camera />} onClick={() => setScanning(true)}>
            {t("desk.scan")}
          </Button>
          <Button
            type="submit"
            size="tap"
            variant={view.kind === "answer" && view.answer.state === "VALID" ? "secondary" : "primary"}
            className="h-14 flex-1 sm:flex-none"
            icon={<Search />}
            pending={desk.pending === "check"}
            disabled={desk.text.trim() === ""}
          >
            {t("desk.check")}
          </Button>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p id="store-code-hint" className="text-xs text-muted">
            {t("desk.hint")}
          </p>
          <Button
            variant="ghost"
            size="sm"
            aria-pressed={signals.on}
            icon={signals.on ? <Volume2 /> : <VolumeX />}
            onClick={signals.toggle}
          >
            {t("desk.sound")}
          </Button>
        </div>
      </form>
      {desk.problem ? (
        <Alert tone="danger" live>
          {desk.problem}
        </Alert>
      ) : null}
      <div aria-live="assertive">
        {view.kind === "answer" ? (
          <AnswerCard answer={view.answer} pending={desk.pending === "redeem"} onRedeem={desk.redeem} onClear={desk.clear} />
        ) : null}
        {view.kind === "redeemed" ? <RedeemedCard redemption={view.redemption} onNext={desk.clear} /> : null}
      </div>
      {scanning ? (
        <Scanner
          onClose={() => setScanning(false)}
          onRead={(code) => {
            setScanning(false);
            void desk.check(code, true);
          }}
        />
      ) : null}
    </section>
  );
}
