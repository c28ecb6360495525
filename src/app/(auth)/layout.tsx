import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { TRPCReactProvider } from "#trpc/client.tsx";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages of={["auth", "account"]}>
      <TRPCReactProvider>{children}</TRPCReactProvider>
    </ClientMessages>
  );
}
