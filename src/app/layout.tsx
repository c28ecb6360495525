import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FewMessages } from "#components/layout/client-messages.tsx";
import { ThemeProvider } from "#components/layout/theme.tsx";
import { Toaster } from "#components/ui/toast.tsx";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: { default: t("brand"), template: `%s · ${t("brand")}` }, formatDetection: { telephone: false } };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#15181e" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, requestHeaders] = await Promise.all([getLocale(), headers()]);
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonceOf(requestHeaders.get("content-security-policy"))}>
          <FewMessages>
            {children}
            <Toaster />
          </FewMessages>
        </ThemeProvider>
      </body>
    </html>
  );
}

/** proxy.ts hands this answer's policy down as a request header; the theme script must carry its nonce. */
function nonceOf(policy: string | null): string | undefined {
  return policy?.match(/'nonce-([^']+)'/)?.[1];
}
