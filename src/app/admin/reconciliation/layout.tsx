import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";

export default function ReconciliationLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["reconciliation"]}>{children}</ClientMessages>;
}
