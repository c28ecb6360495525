"use client";

import { Drawer as HeroDrawer } from "@heroui/react/drawer";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { OpenOnClick } from "./open-on-click.tsx";

/*
 * <Drawer trigger={<Button>详情</Button>} title="审计详情">…</Drawer>     side: right (default) · left · bottom
 * Controlled like Dialog with open / onOpenChange. For a look at one row without leaving the list.
 */
type DrawerProps = {
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  side?: "right" | "left" | "bottom";
  footer?: ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
};

export function Drawer({ trigger, open, onOpenChange, title, side = "right", footer, children }: DrawerProps) {
  const t = useTranslations("common");
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  const setOpen = onOpenChange ?? setOwnOpen;
  return (
    <>
      {trigger ? <OpenOnClick onOpen={() => setOpen(true)}>{trigger}</OpenOnClick> : null}
      <HeroDrawer.Backdrop isOpen={isOpen} onOpenChange={setOpen}>
        <HeroDrawer.Content placement={side}>
          <HeroDrawer.Dialog>
            <HeroDrawer.CloseTrigger aria-label={t("dialog.close")} />
            <HeroDrawer.Header className="pr-8">
              <HeroDrawer.Heading>{title}</HeroDrawer.Heading>
            </HeroDrawer.Header>
            <HeroDrawer.Body className="text-foreground">
              {typeof children === "function" ? children(() => setOpen(false)) : children}
            </HeroDrawer.Body>
            {footer ? <HeroDrawer.Footer>{footer}</HeroDrawer.Footer> : null}
          </HeroDrawer.Dialog>
        </HeroDrawer.Content>
      </HeroDrawer.Backdrop>
    </>
  );
}
