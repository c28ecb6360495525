"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { Header } from "@heroui/react/header";
import { Separator } from "@heroui/react/separator";
import { useRouter } from "next/navigation";
import { Fragment, type ReactNode, type RefObject } from "react";
import { cx } from "./class-names.ts";
import type { MenuItem } from "./menu.tsx";

type MenuViewProps = {
  button: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  setOpen: (open: boolean) => void;
  items: MenuItem[];
  label: string;
  header?: ReactNode;
};

export default function MenuView({ button, isOpen, setOpen, items, label, header }: MenuViewProps) {
  const router = useRouter();
  function select(key: string) {
    const item = items.find((candidate) => candidate.key === key);
    setOpen(false);
    item?.onSelect?.();
    if (item?.href) router.push(item.href);
  }
  return (
    <Dropdown.Popover
      triggerRef={button}
      isOpen={isOpen}
      onOpenChange={setOpen}
      placement="bottom end"
      className="dropdown__popover min-w-48"
    >
      {header}
      <Dropdown.Menu
        aria-label={label}
        autoFocus="first"
        className="dropdown__menu"
        disabledKeys={items.filter((item) => item.disabled).map((item) => item.key)}
        onAction={(key) => select(String(key))}
        onClose={() => setOpen(false)}
      >
        {sectionsOf(items).map((section, index) => (
          <Fragment key={section.key}>
            {index > 0 ? <Separator /> : null}
            <Dropdown.Section
              selectionMode={section.choice ? "single" : "none"}
              selectedKeys={section.items.filter((item) => item.checked).map((item) => item.key)}
              aria-label={section.title ? undefined : label}
            >
              {section.title ? <Header className="px-2 pt-2 pb-1 text-xs text-muted">{section.title}</Header> : null}
              {section.items.map((item) => (
                <Item key={item.key} item={item} />
              ))}
            </Dropdown.Section>
          </Fragment>
        ))}
      </Dropdown.Menu>
    </Dropdown.Popover>
  );
}

function Item({ item }: { item: MenuItem }) {
  const colour = item.danger ? "text-danger-soft-foreground" : "";
  return (
    <Dropdown.Item id={item.key} textValue={item.label}>
      {item.icon ? (
        <span aria-hidden="true" className={cx("[&>svg]:size-4", colour || "text-muted")}>
          {item.icon}
        </span>
      ) : null}
      <span className={cx("flex-1 text-sm", colour)}>{item.label}</span>
      {item.checked === undefined ? null : <Dropdown.ItemIndicator />}
    </Dropdown.Item>
  );
}

type Section = { key: string; title: string; choice: boolean; items: MenuItem[] };

/** Neighbours with the same `section` (none counts as one) stand together. */
function sectionsOf(items: MenuItem[]): Section[] {
  const sections: Section[] = [];
  for (const item of items) {
    const title = item.section ?? "";
    const last = sections.at(-1);
    if (last && last.title === title) last.items.push(item);
    else sections.push({ key: item.key, title, choice: item.checked !== undefined, items: [item] });
  }
  return sections;
}
