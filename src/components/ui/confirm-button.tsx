"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button, type ButtonLook } from "./button.tsx";
import { useWanted } from "./dialog.tsx";

/*
 * <ConfirmButton variant="danger-soft" title="撤销这个领取链接？" description="剩余的 12 张退回提货权。" confirmLabel="撤销" danger
 *   reason="required" success="已撤销" onConfirm={(reason) => api.link.revoke.mutate({ id, reason })}>撤销</ConfirmButton>
 * Asks first, shows pending and the server's error inside the dialog, then closes, toasts and refreshes the page.
 */
type ConfirmButtonProps = ButtonLook & {
  children: ReactNode;
  icon?: ReactNode;
  "aria-label"?: string;
  disabled?: boolean;
  title: ReactNode;
  description?: ReactNode;
  confirmLabel?: ReactNode;
  danger?: boolean;
  reason?: "required" | "optional";
  success?: string;
  onConfirm: (reason: string) => Promise<unknown>;
};

const load = () => import("./confirm-view.tsx");
const ConfirmView = dynamic(load, { ssr: false });

export function ConfirmButton(props: ConfirmButtonProps) {
  const { children, icon, disabled, title, description, confirmLabel, danger, reason, success, onConfirm, ...look } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        {...look}
        icon={icon}
        disabled={disabled}
        onClick={() => setOpen(true)}
        onPointerEnter={load}
        onFocus={load}
        aria-haspopup="dialog"
      >
        {children}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={title}
        description={description}
        confirmLabel={confirmLabel ?? children}
        danger={danger}
        reason={reason}
        success={success}
        onConfirm={onConfirm}
      />
    </>
  );
}

export type ConfirmDialogProps = Pick<
  ConfirmButtonProps,
  "title" | "description" | "confirmLabel" | "danger" | "reason" | "success" | "onConfirm"
> & { open: boolean; onOpenChange: (open: boolean) => void };

/** The dialog alone, for a menu item that asks first. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useWanted(props.open) ? <ConfirmView {...props} /> : null;
}
