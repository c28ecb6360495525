"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { type ButtonLook, buttonClass } from "./button.tsx";

/*
 * <Menu items={[{ key: "edit", label: "编辑", icon: <Pencil />, href: "…" }, { key: "void", label: "作废", danger: true, onSelect: … }]} />
 * Without `trigger` it is a "…" button for a table row. `trigger` is the button's content. Items with href navigate.
 * `section` starts a titled group; `checked` makes it one of a choice. The list itself is fetched when it is first wanted.
 */
export type MenuItem = {
  key: string;
  label: string;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  danger?: boolean;
  disabled?: boolean;
  section?: string;
  checked?: boolean;
};

type MenuProps = {
  items: MenuItem[];
  label?: string;
  trigger?: ReactNode;
  look?: ButtonLook;
  triggerClassName?: string;
  header?: ReactNode;
};

const load = () => import("./menu-view.tsx");
const MenuView = dynamic(load, { ssr: false });

export function Menu({ items, label, trigger, look, triggerClassName, header }: MenuProps) {
  const t = useTranslations("common");
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const shape = look ?? (trigger ? { variant: "secondary" } : { variant: "ghost", size: "sm", iconOnly: true });
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={trigger ? label : (label ?? t("action.more"))}
        className={triggerClassName ?? buttonClass(shape)}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          setWanted(true);
          setOpen(!open);
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setWanted(true);
          setOpen(true);
        }}
      >
        {trigger ?? <Ellipsis aria-hidden="true" />}
      </button>
      {wanted ? (
        <MenuView
          button={button}
          isOpen={open}
          setOpen={setOpen}
          items={items}
          label={label ?? t("action.more")}
          header={header}
        />
      ) : null}
    </>
  );
}
