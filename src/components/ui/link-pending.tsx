"use client";

import { useLinkStatus } from "next/link";
import { Spinner } from "./spinner.tsx";

/* <Link href="…">卡券<LinkPending /></Link>   inside a link: a mark while the next page is on its way, once that takes long enough to be noticed. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span className="ml-2 inline-flex animate-in fade-in fill-mode-both delay-150 align-[-2px] text-muted">
      <Spinner className="size-3.5" />
    </span>
  );
}
