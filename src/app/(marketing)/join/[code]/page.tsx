import { DoorClosed } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FewMessages } from "#components/layout/client-messages.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { getInvitation } from "#domain/application/queries-invitation.ts";
import { listOfferedShares } from "#domain/commission/queries-offer.ts";
import { TRPCReactProvider } from "#trpc/client.tsx";
import { getCtx, orAnswer } from "#trpc/server.ts";
import { pageMeta } from "../../meta.ts";
import { ApplyForm } from "./apply-form.tsx";
import { Earnings, Faq, Products, Steps } from "./sections.tsx";

type Props = { params: Promise<{ code: string }> };

async function readInvitation(code: string) {
  const ctx = await getCtx();
  const invitation = await orAnswer(getInvitation(ctx, code));
  const levelId = invitation.level?.id ?? "";
  const shares = await listOfferedShares(
    ctx,
    invitation.products.map(({ id, categoryId, retailPriceMinor, priceMinor }) => ({
      ...{ productId: id, categoryId, levelId, retailPriceMinor, purchasePriceMinor: priceMinor },
    })),
  );
  return {
    ...invitation,
    products: invitation.products.map((product) => ({ ...product, shares: shares.get(product.id) ?? [] })),
  };
}

export type Invitation = Awaited<ReturnType<typeof readInvitation>>;
export type Example = Invitation["products"][number];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  const invitation = await readInvitation(code);
  const t = await getTranslations("join");
  const who = invitation.inviterName ?? invitation.operatorName;
  return pageMeta(`/join/${encodeURIComponent(code)}`, t("metaTitle", { who }), t("lead"));
}

export default async function InvitationPage({ params }: Props) {
  const invitation = await readInvitation((await params).code);
  if (!invitation.open) return <Closed />;
  const t = await getTranslations("join");
  return (
    <>
      <section className="mx-auto grid max-w-page items-center gap-10 px-5 pt-10 pb-16 sm:px-8 sm:pt-16 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] lg:gap-16">
        <div>
          <p className="text-sm font-medium text-accent-soft-foreground">
            {invitation.inviterName
              ? t("invitedBy", { name: invitation.inviterName, operator: invitation.operatorName })
              : t("recruits", { operator: invitation.operatorName })}
          </p>
          <h1 className="mt-4 text-display text-balance">{t("title")}</h1>
          <p className="mt-5 max-w-xl text-lg leading-8 text-muted">{t("lead")}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <ButtonLink href="#apply" variant="primary" size="tap" className="w-full sm:w-auto">
              {t("applyNow")}
            </ButtonLink>
            <ButtonLink href="#how" size="tap" className="w-full sm:w-auto">
              {t("how")}
            </ButtonLink>
          </div>
        </div>
        <Earnings invitation={invitation} />
      </section>
      <Steps />
      <Products invitation={invitation} />
      <Faq invitation={invitation} />
      <section id="apply" className="border-t border-border bg-background">
        <div className="mx-auto max-w-2xl px-5 py-16 sm:px-8">
          <h2 className="text-3xl font-semibold tracking-tight">{t("formTitle")}</h2>
          <p className="mt-3 text-muted">{t("formText")}</p>
          <FewMessages of={["form", "join", "region", "channel"]}>
            <TRPCReactProvider>
              <ApplyForm code={invitation.code} />
            </TRPCReactProvider>
          </FewMessages>
        </div>
      </section>
    </>
  );
}

async function Closed() {
  const t = await getTranslations("join");
  return (
    <section className="mx-auto flex max-w-xl flex-col items-center px-5 py-28 text-center">
      <DoorClosed aria-hidden="true" className="size-10 text-muted" />
      <h1 className="mt-6 text-3xl font-semibold tracking-tight">{t("closedTitle")}</h1>
      <p className="mt-3 text-muted">{t("closedText")}</p>
      <ButtonLink href="/join" size="tap" variant="primary" className="mt-8">
        {t("operatorPage")}
      </ButtonLink>
    </section>
  );
}
