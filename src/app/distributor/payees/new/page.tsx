import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { openidDesk } from "#adapters/payment/wechat-openid.ts";
import { qrSvg } from "#app/_links/draw-qr.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { hasSecondFactor } from "#domain/payee/queries.ts";
import { listOwnPayeeKinds } from "#domain/payout/queries-own.ts";
import { deviceOf } from "#domain/provider/rules.ts";
import { env } from "#lib/env.ts";
import { requireDistributor } from "#trpc/server.ts";
import { openidCookie, readOpenid } from "../../top-up/openid.ts";
import { PayeeForm, type WechatWay } from "./payee-form.tsx";

const here = "/distributor/payees/new?kind=WECHAT";

export async function generateMetadata() {
  return { title: (await getTranslations("ownPayee"))("newTitle") };
}

export default async function NewPayeePage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("payee:own");
  const [t, params, ready, jar] = await Promise.all([getTranslations("ownPayee"), searchParams, hasSecondFactor(ctx), cookies()]);
  const kinds = listOwnPayeeKinds(ctx);
  const wanted = one(params.kind);
  const wechat: WechatWay = {
    openid: readOpenid(jar.get(openidCookie)?.value),
    inside: deviceOf(ctx.actor.userAgent) === "wechat",
    askable: openidDesk() !== null,
    qr: `data:image/svg+xml;base64,${Buffer.from(qrSvg(env().APP_URL + here)).toString("base64")}`,
    // Sent to WeChat and back without an answer.
    problem: one(params.openid) === "asked",
  };
  return (
    <>
      <PageHeader
        title={t("newTitle")}
        description={t("newLead")}
        crumbs={[{ href: "/distributor/payees", label: t("title") }, { label: t("newTitle") }]}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {ready ? (
          <Card>
            <ClientMessages of={["ownPayee"]}>
              <PayeeForm kinds={kinds} kind={kinds.find((kind) => kind === wanted) ?? kinds[0]!} wechat={wechat} />
            </ClientMessages>
          </Card>
        ) : (
          <Alert
            tone="accent"
            title={t("needTitle")}
            action={
              <ButtonLink href="/distributor/account" variant="primary">
                {t("needAction")}
              </ButtonLink>
            }
          >
            {t("needText")}
          </Alert>
        )}
        <Card title={t("safetyTitle")}>
          <ul className="list-disc space-y-2 pl-5 text-sm text-muted">
            <li>{t("safety1")}</li>
            <li>{t("safety2")}</li>
            <li>{t("safety3")}</li>
            <li>{t("safety4")}</li>
          </ul>
        </Card>
      </div>
    </>
  );
}
