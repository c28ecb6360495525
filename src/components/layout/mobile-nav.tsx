"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";

/** The sidebar as a drawer on small screens: a native dialog, so focus and Esc are the browser's. */
export function MobileNav({ children }: { children: ReactNode }) {
  const t = useTranslations("nav");
  const dialog = useRef<HTMLDialogElement>(null);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving at another page is what closes it
  useEffect(() => dialog.current?.close(), [pathname]);
  return (
    <>
      <Button
        variant="ghost"
        iconOnly
        className="-ml-2 lg:hidden"
        aria-label={t("openMenu")}
        aria-haspopup="dialog"
        icon={<MenuIcon />}
        onClick={() => dialog.current?.showModal()}
      />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a native dialog; this is the click on its backdrop */}
      <dialog
        ref={dialog}
        aria-label={t("menu")}
        className="sheet"
        onClick={(event) => {
          if (event.target === event.currentTarget) dialog.current?.close();
        }}
      >
        <div className="flex min-h-full flex-col p-3">
          <Button
            variant="ghost"
            iconOnly
            className="mb-2 self-end"
            aria-label={t("closeMenu")}
            icon={<X />}
            onClick={() => dialog.current?.close()}
          />
          {children}
        </div>
      </dialog>
    </>
  );
}
