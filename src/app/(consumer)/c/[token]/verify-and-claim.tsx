"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { readError } from "#components/form/server-error.ts";
import { PhoneCheck } from "../../phone-check.tsx";
import { claim, isState } from "./claim.ts";

/** One tap after the code: verify, then claim. A link that cannot give any more says so on its page. */
export function VerifyAndClaim({ token }: { token: string }) {
  const t = useTranslations("claim.phone");
  const router = useRouter();
  const locale = useLocale();
  async function take() {
    try {
      router.replace(await claim(token, 1, locale));
    } catch (error) {
      if (!isState(readError(error).code)) throw error;
      router.refresh();
    }
  }
  return <PhoneCheck submitLabel={t("verifyAndClaim")} onVerified={take} />;
}
