"use client";

import { Modal } from "@heroui/react/modal";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { OpenOnClick } from "./open-on-click.tsx";

/*
 * <Dialog trigger={<Button>改等级</Button>} title="改等级" size="md">
 *   {(close) => <LevelForm onDone={close} />}
 * </Dialog>
 * Or controlled: <Dialog open={open} onOpenChange={setOpen} title="…">…</Dialog>
 * The body scrolls, focus is trapped and returned, Esc and a click outside close it unless `sticky`.
 */
type DialogProps = {
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  sticky?: boolean;
  footer?: ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
};

export function Dialog({ trigger, open, onOpenChange, title, description, size = "md", sticky, footer, children }: DialogProps) {
  const t = useTranslations("common");
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  const setOpen = onOpenChange ?? setOwnOpen;
  return (
    <>
      {trigger ? <OpenOnClick onOpen={() => setOpen(true)}>{trigger}</OpenOnClick> : null}
      <Modal.Backdrop isOpen={isOpen} onOpenChange={setOpen} isDismissable={!sticky} isKeyboardDismissDisabled={sticky}>
        <Modal.Container size={size === "xl" ? "lg" : size} scroll="inside">
          <Modal.Dialog className={size === "xl" ? "sm:max-w-3xl" : undefined}>
            <Modal.CloseTrigger aria-label={t("dialog.close")} />
            <Modal.Header className="pr-8">
              <Modal.Heading>{title}</Modal.Heading>
              {description ? <p className="-mt-2 text-sm text-muted">{description}</p> : null}
            </Modal.Header>
            <Modal.Body className="pt-2">{typeof children === "function" ? children(() => setOpen(false)) : children}</Modal.Body>
            {footer ? <Modal.Footer>{footer}</Modal.Footer> : null}
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </>
  );
}
