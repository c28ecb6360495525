"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Looks again every few seconds while somebody looks at the page. */
export function Refresh({ everyMs = 5_000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
