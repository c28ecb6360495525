"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { readError, useErrorText } from "#components/form/server-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { useApi } from "#trpc/client.tsx";

/** The code goes in a body, and only the voucher's id comes back and shows in the address. */
export function FindByCode() {
  const t = useTranslations("voucher.find");
  const api = useApi();
  const router = useRouter();
  const errorText = useErrorText();
  const [code, setCode] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");
  const noteId = useId();

  async function find(event: FormEvent) {
    event.preventDefault();
    if (!code.trim()) return;
    setPending(true);
    setProblem("");
    try {
      const { id } = await api.voucher.find.mutate({ code });
      setCode("");
      router.push(`/admin/vouchers/${id}`);
    } catch (error) {
      setProblem(readError(error).code === "NOT_FOUND" ? t("none") : errorText(error));
    } finally {
      setPending(false);
    }
  }
  return (
    <form onSubmit={find} className="grid w-full max-w-sm gap-1 sm:w-80">
      <div className="flex gap-2">
        <Input
          aria-label={t("label")}
          aria-describedby={noteId}
          aria-invalid={problem !== ""}
          placeholder={t("placeholder")}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          value={code}
          maxLength={300}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" pending={pending} icon={<Search aria-hidden="true" />}>
          {t("button")}
        </Button>
      </div>
      <p id={noteId} role="status" className={problem ? "text-xs text-danger-soft-foreground" : "text-xs text-muted"}>
        {problem || t("hint")}
      </p>
    </form>
  );
}
