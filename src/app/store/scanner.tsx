"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { type Detector, openDetector } from "./detector.ts";

type Problem = "denied" | "missing" | "busy" | "insecure" | "failed";
type ScannerProps = { onRead: (code: string) => void; onClose: () => void };

/** The camera, until it has read one code. The picture never leaves the device. */
export function Scanner({ onRead, onClose }: ScannerProps) {
  const t = useTranslations("store.scanner");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [live, setLive] = useState(false);
  // State, not a ref: the dialog mounts the picture later, and the camera starts when it is there.
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const read = useRef(onRead);
  useEffect(() => {
    read.current = onRead;
  });
  useEffect(() => {
    if (!video) return;
    const stop = new AbortController();
    setLive(false);
    scan(video, stop.signal, () => setLive(true))
      .then((code) => code && read.current(code))
      .catch((error) => stop.signal.aborted || setProblem(problemOf(error)));
    return () => stop.abort();
  }, [video]);

  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t("title")} description={t("text")}>
      <div className="grid gap-4">
        {problem ? (
          <Alert
            tone="warning"
            live
            action={
              <Button size="sm" onClick={() => setProblem(null)}>
                {t("retry")}
              </Button>
            }
          >
            {t(problem)}
          </Alert>
        ) : (
          <div className="relative aspect-square overflow-hidden rounded-xl bg-surface-tertiary">
            <video ref={setVideo} muted playsInline className="size-full object-cover" />
            <span aria-hidden="true" className="absolute inset-[14%] rounded-2xl border-4 border-accent/80" />
            {live ? null : <p className="absolute inset-0 grid place-items-center text-sm text-muted">{t("starting")}</p>}
          </div>
        )}
        <Button size="tap" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </Dialog>
  );
}

/** Answers the first code in sight, or null when stopped. The camera is switched off in every case. */
async function scan(video: HTMLVideoElement, signal: AbortSignal, onLive: () => void): Promise<string | null> {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("", "SecurityError");
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 1280 } },
  });
  try {
    if (signal.aborted) return null;
    video.srcObject = stream;
    const [detector] = await Promise.all([openDetector(), video.play()]);
    onLive();
    return await firstCode(detector, video, signal);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

async function firstCode(detector: Detector, video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  while (!signal.aborted) {
    const found = video.readyState >= 2 ? await detector.detect(video) : [];
    const code = found.map((one) => one.rawValue.trim()).find(Boolean);
    if (code) return signal.aborted ? null : code;
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  return null;
}

function problemOf(error: unknown): Problem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return name === "SecurityError" ? "insecure" : "failed";
}
