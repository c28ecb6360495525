"use client";

import type { ReactNode } from "react";

/** Opens something when the button inside is used. The span only hears the button's own click, by mouse or keyboard, so it needs no role. */
export function OpenOnClick({ onOpen, children }: { onOpen: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the interactive element is the button passed as a child
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button's keyboard activation arrives here as a click
    <span className="contents" onClick={onOpen}>
      {children}
    </span>
  );
}
