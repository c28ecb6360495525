"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useWanted } from "./dialog.tsx";
import { OpenOnClick } from "./open-on-click.tsx";

/*
 * <Drawer trigger={<Button>详情</Button>} title="审计详情">…</Drawer>     side: right (default) · left · bottom
 * Controlled like Dialog with open / onOpenChange. For a look at one row without leaving the list.
 */
export type DrawerProps = {
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  side?: "right" | "left" | "bottom";
  footer?: ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
};

const load = () => import("./drawer-view.tsx");
const DrawerView = dynamic(load, { ssr: false });

export function Drawer({ trigger, open, onOpenChange, ...view }: DrawerProps) {
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
      {wanted ? <DrawerView {...view} isOpen={isOpen} setOpen={setOpen} /> : null}
    </>
  );
}
