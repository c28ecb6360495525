import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";

export default function CommissionRulesLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["commissionRule", "commission"]}>{children}</ClientMessages>;
}
