"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";

type Bridge = { invoke(name: string, params: Record<string, string>, done: (answer: { err_msg: string }) => void): void };

/** WeChat's own window over the page. What it answers is a hint: the server asks WeChat. */
export function ConfirmInWechat({ mchId, appId, confirm }: { mchId: string; appId: string; confirm: string }) {
  const t = useTranslations("payout.confirm");
  const router = useRouter();
  const [failed, setFailed] = useState(false);
  function open() {
    setFailed(false);
    const bridge = (window as { WeixinJSBridge?: Bridge }).WeixinJSBridge;
    if (!bridge) return setFailed(true);
    bridge.invoke("requestMerchantTransfer", { mchId, appId, package: confirm }, ({ err_msg }) => {
      if (err_msg !== "requestMerchantTransfer:ok") setFailed(true);
      router.refresh();
    });
  }
  return (
    <>
      <Button variant="primary" size="lg" className="justify-self-start" onClick={open}>
        {t("wechatIn")}
      </Button>
      {failed ? (
        <Alert tone="warning" live>
          {t("wechatFailed")}
        </Alert>
      ) : null}
    </>
  );
}
