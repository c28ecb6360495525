"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button.tsx";
import { cx } from "./class-names.ts";

/*
 * <Menu items={[{ key: "edit", label: "编辑", icon: <Pencil />, href: "…" }, { key: "void", label: "作废", danger: true, onSelect: … }]} />
 * Without `trigger` it is a "…" button for a table row. `trigger` is the button's content. Items with href navigate.
 */
export type MenuItem = {
  key: string;
  label: string;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  danger?: boolean;
  disabled?: boolean;
};

type MenuProps = {
  items: MenuItem[];
  label?: string;
  trigger?: ReactNode;
  look?: ButtonLook;
  triggerClassName?: string;
  header?: ReactNode;
};

export function Menu({ items, label, trigger, look, triggerClassName, header }: MenuProps) {
  const t = useTranslations("common");
  const router = useRouter();
  const shape = look ?? (trigger ? { variant: "secondary" } : { variant: "ghost", size: "sm", iconOnly: true });
  function select(key: string) {
    const item = items.find((candidate) => candidate.key === key);
    item?.onSelect?.();
    if (item?.href) router.push(item.href);
  }
  return (
    <Dropdown>
      <Dropdown.Trigger
        aria-label={label ?? (trigger ? undefined : t("action.more"))}
        className={triggerClassName ?? buttonClass(shape)}
      >
        {trigger ?? <Ellipsis aria-hidden="true" />}
      </Dropdown.Trigger>
      <Dropdown.Popover placement="bottom end" className="min-w-44">
        {header}
        <Dropdown.Menu
          aria-label={label ?? t("action.more")}
          disabledKeys={items.filter((item) => item.disabled).map((item) => item.key)}
          onAction={(key) => select(String(key))}
        >
          {items.map((item) => (
            <Dropdown.Item key={item.key} id={item.key} textValue={item.label} variant={item.danger ? "danger" : "default"}>
              {item.icon ? (
                <span
                  aria-hidden="true"
                  className={cx("[&>svg]:size-4", item.danger ? "text-danger-soft-foreground" : "text-muted")}
                >
                  {item.icon}
                </span>
              ) : null}
              <span className={cx("text-sm", item.danger && "text-danger-soft-foreground")}>{item.label}</span>
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
