import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";

export default function RedemptionsLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["redemption"]}>{children}</ClientMessages>;
}
