"use client";

import { Modal } from "@heroui/react/modal";
import { useTranslations } from "next-intl";
import type { DialogProps } from "./dialog.tsx";

type DialogViewProps = Omit<DialogProps, "trigger" | "open" | "onOpenChange"> & {
  isOpen: boolean;
  setOpen: (open: boolean) => void;
};

export default function DialogView({
  isOpen,
  setOpen,
  title,
  description,
  size = "md",
  sticky,
  footer,
  children,
}: DialogViewProps) {
  const t = useTranslations("common");
  return (
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
  );
}
