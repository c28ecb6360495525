import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";

export default function MerchantsLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["merchant"]}>{children}</ClientMessages>;
}
