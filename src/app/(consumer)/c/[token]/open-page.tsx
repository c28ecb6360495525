import { useLocale, useTranslations } from "next-intl";
import { ConsumerAction } from "#components/layout/consumer-shell.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import type { OpenedLink } from "#domain/claim/queries.ts";
import { ProductFacts, ProductHead, ProductRules } from "../../product-facts.tsx";
import { TicketRow } from "../../ticket-row.tsx";
import { ClaimButton } from "./claim-button.tsx";
import { VerifyAndClaim } from "./verify-and-claim.tsx";

type OpenPageProps = { link: OpenedLink; token: string; refused?: string };

/** What it is, what I already took, and the one thing to do. */
export function OpenPage({ link, token, refused }: OpenPageProps) {
  const t = useTranslations("claim");
  const verify = link.phoneCheck && !link.phoneMasked && link.state === "OPEN";
  return (
    <>
      <ProductHead product={link.product} />
      <Mine link={link} />
      <ProductFacts product={link.product} limit={link.limit} closesAt={link.closesAt} />
      {verify ? (
        <section className="tile mt-6 p-4">
          <h2 className="font-semibold">{t("phone.title")}</h2>
          <p className="mt-1 mb-4 text-sm text-muted">{t("phone.text")}</p>
          <VerifyAndClaim token={token} />
        </section>
      ) : null}
      <ProductRules product={link.product} />
      {verify ? null : <Action link={link} token={token} refused={refused} />}
    </>
  );
}

function Mine({ link }: { link: OpenedLink }) {
  const t = useTranslations("claim");
  const locale = useLocale();
  if (link.mine.length === 0) return null;
  return (
    <section className="mt-5">
      <h2 className="mb-2 flex justify-between px-1 text-sm font-medium">
        {t("mine")}
        <span className="tnum font-normal text-muted">{t("taken", { taken: link.mine.length, limit: link.limit })}</span>
      </h2>
      <div className="grid gap-2">
        {link.mine.map(({ voucherId, expiresAt }) => (
          <TicketRow
            key={voucherId}
            href={`/v/${voucherId}`}
            imageId={link.product.imageId}
            name={link.product.name}
            note={expiresAt ? t("validUntil", { date: formatDateTime(expiresAt, { locale }) }) : t("wallet.forever")}
          />
        ))}
      </div>
    </section>
  );
}

function Action({ link, token, refused }: OpenPageProps) {
  const t = useTranslations("claim");
  const errors = useTranslations("errors");
  const { state, nextSlot, mine, phoneMasked, phoneCheck } = link;
  const own = mine[0];
  if (state !== "OPEN" || nextSlot === null)
    return (
      <ConsumerAction>
        <p className="text-center text-sm text-muted">
          {state === "OPEN" ? t("state.LIMIT_REACHED.text") : t(`state.${state}.title`)}
        </p>
        <ButtonLink href={own ? `/v/${own.voucherId}` : "/v"} variant="primary" size="tap" fullWidth>
          {own ? t("got.open") : t("myVouchers")}
        </ButtonLink>
      </ConsumerAction>
    );
  return (
    <ConsumerAction>
      {refused && errors.has(refused) ? (
        <Alert tone="danger">{t.has(`refused.${refused}`) ? t(`refused.${refused}`) : errors(refused)}</Alert>
      ) : null}
      {phoneCheck && phoneMasked ? (
        <p className="text-center text-sm text-muted">{t("claimingAs", { phone: phoneMasked })}</p>
      ) : null}
      <ClaimButton token={token} slot={nextSlot} label={own ? t("claimAnother") : t("claim")} />
    </ConsumerAction>
  );
}
