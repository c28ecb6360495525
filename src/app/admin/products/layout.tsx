import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";

export default function ProductsLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["product"]}>{children}</ClientMessages>;
}
