import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";

export default function IncidentsLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["incidents"]}>{children}</ClientMessages>;
}
