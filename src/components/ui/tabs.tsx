"use client";

import { Tabs as HeroTabs } from "@heroui/react/tabs";
import type { ReactNode } from "react";

/*
 * <Tabs label="…" tabs={[{ key: "rules", label: "规则", content: <…/> }]} />   state on the page; prefer LinkTabs when it belongs in the URL
 */
export type Tab = { key: string; label: ReactNode; content: ReactNode };

export function Tabs({ tabs, label, initial }: { tabs: Tab[]; label: string; initial?: string }) {
  return (
    <HeroTabs variant="secondary" defaultSelectedKey={initial ?? tabs[0]?.key}>
      <HeroTabs.ListContainer>
        <HeroTabs.List aria-label={label}>
          {tabs.map((tab) => (
            <HeroTabs.Tab key={tab.key} id={tab.key}>
              {tab.label}
              <HeroTabs.Indicator />
            </HeroTabs.Tab>
          ))}
        </HeroTabs.List>
      </HeroTabs.ListContainer>
      {tabs.map((tab) => (
        <HeroTabs.Panel key={tab.key} id={tab.key} className="pt-4">
          {tab.content}
        </HeroTabs.Panel>
      ))}
    </HeroTabs>
  );
}
