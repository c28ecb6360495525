"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { OpenOnClick } from "./open-on-click.tsx";

/*
 * <Dialog trigger={<Button>改等级</Button>} title="改等级" size="md">
 *   {(close) => <LevelForm onDone={close} />}
 * </Dialog>
 * Or controlled: <Dialog open={open} onOpenChange={setOpen} title="…">…</Dialog>
 * The body scrolls, focus is trapped and returned, Esc and a click outside close it unless `sticky`.
 * What draws it is fetched when it is first wanted, so a page with dialogs starts as light as one without.
 */
export type DialogProps = {
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

const load = () => import("./dialog-view.tsx");
const DialogView = dynamic(load, { ssr: false });

export function Dialog({ trigger, open, onOpenChange, ...view }: DialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  const setOpen = onOpenChange ?? setOwnOpen;
  const wanted = useWanted(isOpen);
  return (
    <>
      {trigger ? (
        <OpenOnClick onOpen={() => setOpen(true)} onNear={load}>
          {trigger}
        </OpenOnClick>
      ) : null}
      {wanted ? <DialogView {...view} isOpen={isOpen} setOpen={setOpen} /> : null}
    </>
  );
}

/** True from the first time something is open: it stays mounted for its closing animation. */
export function useWanted(isOpen: boolean): boolean {
  const [wanted, setWanted] = useState(isOpen);
  if (isOpen && !wanted) setWanted(true);
  return wanted;
}
