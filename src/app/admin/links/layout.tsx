import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";

export default function LinksLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["link"]}>{children}</ClientMessages>;
}
