import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/*
 * <ClientMessages of={["product", "batch"]}>…</ClientMessages>
 * Client components below may use these namespaces, and the common ones. Server components have every namespace anyway.
 * Put it in the page or in the folder's layout.tsx; it replaces the outer list, so name all that the client parts need.
 */
const always = ["common", "errors"];
export const backOffice = ["form", "table", "nav", "chart"];

export async function ClientMessages({ of = [], children }: { of?: string[]; children: ReactNode }) {
  const all = await getMessages();
  const names = new Set([...always, ...backOffice, ...of]);
  return (
    <NextIntlClientProvider messages={Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)))}>
      {children}
    </NextIntlClientProvider>
  );
}

/** For consumer pages: only what is named, plus the common words. */
export async function FewMessages({ of = [], children }: { of?: string[]; children: ReactNode }) {
  const all = await getMessages();
  const names = new Set([...always, ...of]);
  return (
    <NextIntlClientProvider messages={Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)))}>
      {children}
    </NextIntlClientProvider>
  );
}
