"use client";

import type { ReactNode } from "react";

/** Opens something when the button inside is used; `onNear` fetches it when the pointer or the focus comes close. */
export function OpenOnClick({ onOpen, onNear, children }: { onOpen: () => void; onNear?: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the interactive element is the button passed as a child
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button's keyboard activation arrives here as a click
    <span className="contents" onClick={onOpen} onPointerEnter={onNear} onFocus={onNear}>
      {children}
    </span>
  );
}
