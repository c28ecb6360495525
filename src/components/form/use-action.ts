"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "#components/ui/toast.tsx";
import { readError, type ServerError, useErrorText } from "./server-error.ts";

/*
 * const api = useApi();
 * const pause = useAction((input: { id: string }) => api.link.pause.mutate(input), { success: t("paused") });
 * <Button pending={pause.pending} onClick={() => pause.run({ id })}>暂停</Button>
 * For a button that does one thing at once. Toasts the outcome, then refreshes the page's server components.
 * To ask first use ConfirmButton; for a form use Form. `run` never throws: it answers undefined when it failed.
 */
type ActionOptions<Output> = { success?: string; refresh?: boolean; onDone?: (output: Output) => void };

export function useAction<Input, Output>(action: (input: Input) => Promise<Output>, options: ActionOptions<Output> = {}) {
  const { success, refresh = true, onDone } = options;
  const router = useRouter();
  const errorText = useErrorText();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ServerError | null>(null);

  async function run(input: Input): Promise<Output | undefined> {
    if (pending) return undefined;
    setPending(true);
    setError(null);
    try {
      const output = await action(input);
      if (success) toast.success(success);
      onDone?.(output);
      if (refresh) router.refresh();
      return output;
    } catch (problem) {
      setError(readError(problem));
      toast.error(errorText(problem));
      return undefined;
    } finally {
      setPending(false);
    }
  }

  return { run, pending, error };
}
