"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";

export type WechatWay = {
  /** Known already in this browser. */
  openid: string | null;
  inside: boolean;
  askable: boolean;
  qr: string;
  problem: boolean;
};

const ask = `/distributor/top-up/openid?next=${encodeURIComponent("/distributor/payees/new?kind=WECHAT&openid=asked")}`;

/** WeChat knows its users by a name nobody types: it is read inside WeChat, where that is set up. */
export function WechatNumber({ way }: { way: WechatWay }) {
  const t = useTranslations("ownPayee");
  if (way.openid) {
    return (
      <p className="flex items-center gap-2 text-sm">
        <CircleCheck aria-hidden="true" className="size-4 text-success-soft-foreground" />
        {t("wechatKnown")}
      </p>
    );
  }
  if (!way.askable) return null;
  return (
    <div className="grid gap-3">
      {way.problem ? (
        <Alert tone="warning" live>
          {t("wechatFailed")}
        </Alert>
      ) : null}
      {way.inside ? (
        // A route that leads to WeChat, not a page of ours.
        <a href={ask} className="button button--secondary button--md justify-self-start">
          {t("wechatAsk")}
        </a>
      ) : (
        <div className="flex flex-wrap items-center gap-4 rounded-xl bg-surface-secondary p-4 text-sm">
          <img src={way.qr} alt="" className="size-28 rounded-lg bg-white" />
          <p className="min-w-40 flex-1 text-muted">{t("wechatOpen")}</p>
        </div>
      )}
    </div>
  );
}
