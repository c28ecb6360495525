import { getLocale, getTranslations } from "next-intl/server";
import { qrSvg } from "#app/_links/draw-qr.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { getConfirmation, type ItemDetail } from "#domain/payout/queries-item.ts";
import { deviceOf } from "#domain/provider/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { env } from "#lib/env.ts";
import { ConfirmInWechat } from "./confirm-in-wechat.tsx";

/** What the payee does to get the money: it depends on who pays and where he looks at this. */
export async function ConfirmCard({ ctx, item }: { ctx: Ctx; item: ItemDetail }) {
  const [t, locale, confirmation] = await Promise.all([
    getTranslations("payout.confirm"),
    getLocale(),
    getConfirmation(ctx, item.id),
  ]);
  const until = formatDateTime(confirmation?.confirmBy ?? item.confirmBy ?? item.updatedAt);
  return (
    <Card title={t("title")} description={t("text", { amount: formatMoney(item.amountMinor, { locale }), until })}>
      <Way ctx={ctx} item={item} confirm={confirmation?.confirm ?? null} />
    </Card>
  );
}

async function Way({ ctx, item, confirm }: { ctx: Ctx; item: ItemDetail; confirm: string | null }) {
  const t = await getTranslations("payout.confirm");
  if (item.provider === "SANDBOX" && confirm) {
    return (
      <ButtonLink href={confirm} variant="primary">
        {t("sandbox")}
      </ButtonLink>
    );
  }
  if (item.provider !== "WECHAT") return <p className="text-sm">{t("other")}</p>;
  const wechat = env().providers.wechat;
  const inside = deviceOf(ctx.actor.userAgent) === "wechat";
  const page = `${env().APP_URL}/distributor/payouts/${item.id}`;
  return (
    <div className="grid gap-3 text-sm">
      {inside && confirm && wechat ? (
        <ConfirmInWechat mchId={wechat.WECHAT_MCHID} appId={wechat.WECHAT_APPID} confirm={confirm} />
      ) : (
        <div className="flex flex-wrap items-center gap-4">
          <img
            src={`data:image/svg+xml;base64,${Buffer.from(qrSvg(page)).toString("base64")}`}
            alt=""
            className="size-36 rounded-xl border border-border bg-white p-1"
          />
          <p className="min-w-48 flex-1">{t("wechatOut")}</p>
        </div>
      )}
      <p className="text-muted">{t("notice")}</p>
    </div>
  );
}
