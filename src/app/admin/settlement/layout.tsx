import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";

export default function SettlementLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["settlement", "statement"]}>{children}</ClientMessages>;
}
