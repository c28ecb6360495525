"use client";

import { useEffect, useState } from "react";

/**
 * Seconds until an instant by the server's clock: how far this device's clock is off is taken from the server's own time on
 * the page. Calls onEnd once when it is over.
 */
export function useCountdown(until: string, serverNow: string, onEnd: () => void): number {
  const [left, setLeft] = useState(() => Math.max(0, Math.ceil((Date.parse(until) - Date.parse(serverNow)) / 1000)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new callback must not start the clock again
  useEffect(() => {
    const off = Date.now() - Date.parse(serverNow);
    let timer: ReturnType<typeof setTimeout>;
    function tick() {
      const ms = Date.parse(until) - (Date.now() - off);
      setLeft(Math.max(0, Math.ceil(ms / 1000)));
      if (ms <= 0) onEnd();
      else timer = setTimeout(tick, Math.min(1000, ms % 1000 || 1000));
    }
    tick();
    return () => clearTimeout(timer);
  }, [until, serverNow]);
  return left;
}
