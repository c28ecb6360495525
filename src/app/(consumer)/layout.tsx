import type { Metadata } from "next";
import type { ReactNode } from "react";
import { FewMessages } from "#components/layout/client-messages.tsx";

/** Pages with a token or a voucher in their address: not for search engines, not for the next page's logs. */
export const metadata: Metadata = { robots: { index: false, follow: false, nocache: true }, referrer: "no-referrer" };

export default function ConsumerLayout({ children }: { children: ReactNode }) {
  return <FewMessages of={["claim"]}>{children}</FewMessages>;
}
