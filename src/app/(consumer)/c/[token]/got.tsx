import { CircleCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ConsumerAction } from "#components/layout/consumer-shell.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import type { OpenedLink } from "#domain/claim/queries.ts";
import { TicketRow } from "../../ticket-row.tsx";
import { ClaimButton } from "./claim-button.tsx";

type GotProps = { link: OpenedLink; token: string; voucher: OpenedLink["mine"][number]; again: boolean };

/** Claimed: the voucher, how long it lives, and the way to it. */
export function Got({ link, token, voucher, again }: GotProps) {
  const t = useTranslations("claim");
  const locale = useLocale();
  const { product, nextSlot, limit, mine, state } = link;
  const until = voucher.expiresAt;
  const more = state === "OPEN" && nextSlot !== null ? Math.max(1, limit - mine.length) : 0;
  return (
    <>
      <div className="flex flex-1 flex-col items-center justify-center py-8 text-center">
        <CircleCheck aria-hidden="true" className="size-14 text-success" strokeWidth={1.5} />
        <h1 className="mt-4 text-2xl font-semibold">{again ? t("got.again") : t("got.title")}</h1>
        <p className="mt-2 max-w-xs text-balance text-muted">{t("got.text")}</p>
        <div className="mt-8 w-full text-left">
          <TicketRow
            href={`/v/${voucher.voucherId}`}
            imageId={product.imageId}
            name={product.name}
            note={until ? t("validUntil", { date: formatDateTime(until, { locale }) }) : t("wallet.forever")}
          />
        </div>
      </div>
      <ConsumerAction>
        <ButtonLink href={`/v/${voucher.voucherId}`} variant="primary" size="tap" fullWidth>
          {t("got.open")}
        </ButtonLink>
        {more > 0 && nextSlot !== null ? (
          <>
            <ClaimButton token={token} slot={nextSlot} label={t("claimAnother")} secondary />
            <p className="text-center text-sm text-muted">{t("got.left", { count: more })}</p>
          </>
        ) : null}
      </ConsumerAction>
    </>
  );
}
