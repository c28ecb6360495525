"use client";

import { Drawer } from "@heroui/react/drawer";
import { useTranslations } from "next-intl";
import type { DrawerProps } from "./drawer.tsx";

type DrawerViewProps = Omit<DrawerProps, "trigger" | "open" | "onOpenChange"> & {
  isOpen: boolean;
  setOpen: (open: boolean) => void;
};

export default function DrawerView({ isOpen, setOpen, title, side = "right", footer, children }: DrawerViewProps) {
  const t = useTranslations("common");
  return (
    <Drawer.Backdrop isOpen={isOpen} onOpenChange={setOpen}>
      <Drawer.Content placement={side}>
        <Drawer.Dialog>
          <Drawer.CloseTrigger aria-label={t("dialog.close")} />
          <Drawer.Header className="pr-8">
            <Drawer.Heading>{title}</Drawer.Heading>
          </Drawer.Header>
          <Drawer.Body className="text-foreground">
            {typeof children === "function" ? children(() => setOpen(false)) : children}
          </Drawer.Body>
          {footer ? <Drawer.Footer>{footer}</Drawer.Footer> : null}
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  );
}
