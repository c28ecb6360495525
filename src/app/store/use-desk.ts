"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { readError, useErrorText } from "#components/form/server-error.ts";
import { useApi } from "#trpc/client.tsx";
import type { AppRouter } from "#trpc/root.ts";

type Outputs = inferRouterOutputs<AppRouter>["redemption"];
export type Answer = Outputs["check"];
export type Redeemed = Outputs["redeem"];
export type View = { kind: "empty" } | { kind: "answer"; answer: Answer } | { kind: "redeemed"; redemption: Redeemed };

/** What the counter is doing. A code is kept in memory only while its card is on screen. */
export function useDesk(play: (good: boolean) => void) {
  const api = useApi();
  const router = useRouter();
  const errorText = useErrorText();
  const [text, setText] = useState("");
  const [view, setView] = useState<View>({ kind: "empty" });
  const [pending, setPending] = useState<"check" | "redeem" | null>(null);
  const [problem, setProblem] = useState("");
  const looked = useRef({ code: "", scanned: false });

  async function look(code: string, scanned: boolean) {
    looked.current = { code, scanned };
    const answer = await api.redemption.check.mutate({ code, scanned });
    setView({ kind: "answer", answer });
    play(answer.state === "VALID");
  }

  async function during(what: "check" | "redeem", work: () => Promise<void>) {
    if (pending) return;
    setPending(what);
    setProblem("");
    try {
      await work();
    } catch (error) {
      setProblem(errorText(error));
      play(false);
    } finally {
      setPending(null);
    }
  }

  function check(code: string, scanned: boolean) {
    const wanted = code.trim().slice(0, 200);
    if (!wanted) return Promise.resolve();
    setText(wanted);
    setView({ kind: "empty" });
    return during("check", () => look(wanted, scanned));
  }

  function redeem() {
    return during("redeem", async () => {
      try {
        const redemption = await api.redemption.redeem.mutate(looked.current);
        looked.current = { code: "", scanned: false };
        setText("");
        setView({ kind: "redeemed", redemption });
        play(true);
        router.refresh();
      } catch (error) {
        // Something changed since the look: show what is true now, used where and when.
        if (readError(error).code !== "ALREADY_REDEEMED" && readError(error).code !== "EXPIRED") throw error;
        await look(looked.current.code, looked.current.scanned);
      }
    });
  }

  function type(next: string) {
    setText(next);
    setProblem("");
    if (view.kind !== "empty") setView({ kind: "empty" });
  }

  return { text, view, pending, problem, check, redeem, type, clear: () => type("") };
}
