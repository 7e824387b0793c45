"use client";
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components/Tabs";

export type TabEntry = { readonly id: string; readonly label: string; readonly count?: number; readonly content: ReactNode };

/** Parts of one thing, one shown at a time. */
export function Tabs({ label, tabs, selected, onSelect }: { readonly label: string; readonly tabs: readonly TabEntry[]; readonly selected?: string; readonly onSelect?: (id: string) => void }) {
  return (
    <AriaTabs {...(selected === undefined ? {} : { selectedKey: selected })} onSelectionChange={(key) => onSelect?.(String(key))} className="flex min-w-0 flex-col">
      <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="-mb-px flex h-9 cursor-pointer items-center gap-1.5 border-b-2 border-transparent px-3 text-base whitespace-nowrap text-ink-soft hover:text-ink data-[selected]:border-accent data-[selected]:font-medium data-[selected]:text-ink"
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="text-xs text-ink-faint">{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="min-w-0 pt-4">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
