import { CreditCard, Landmark, MessageCircle, Wallet } from "lucide-react";
import type { ReactNode } from "react";
import type { PayeeKind } from "#domain/payee/rules.ts";

export const kindIcon: Record<PayeeKind, ReactNode> = {
  BANK: <Landmark aria-hidden="true" />,
  ALIPAY: <Wallet aria-hidden="true" />,
  WECHAT: <MessageCircle aria-hidden="true" />,
  STRIPE: <CreditCard aria-hidden="true" />,
};
