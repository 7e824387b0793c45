"use client";
import type { ReactElement, ReactNode } from "react";
import { Header, Menu, MenuItem as AriaMenuItem, MenuSection as AriaMenuSection, MenuTrigger, Popover, Separator, type MenuItemProps } from "react-aria-components/Menu";

/** A menu that opens from its trigger, which is a button. */
export function MenuButton({ trigger, label, children }: { readonly trigger: ReactElement; readonly label: string; readonly children: ReactNode }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="animate-settle min-w-44 rounded-lg border border-line bg-raised shadow-float">
        <Menu aria-label={label} className="max-h-[70dvh] overflow-auto p-1 outline-none">
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** One act or one address of a menu, with the key that does the same. */
export function MenuItem({
  icon,
  keys,
  children,
  note,
  ...props
}: Omit<MenuItemProps, "className" | "children"> & { readonly icon?: ReactNode; readonly keys?: string; readonly note?: string; readonly children: ReactNode }) {
  return (
    <AriaMenuItem
      {...props}
      className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-base text-ink outline-none data-[disabled]:cursor-default data-[disabled]:text-ink-faint data-[focused]:bg-hover"
    >
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {note === undefined ? null : <span className="block text-xs text-ink-faint">{note}</span>}
      </span>
      {keys === undefined ? null : <kbd className="ms-4 font-sans text-2xs text-ink-faint">{keys}</kbd>}
    </AriaMenuItem>
  );
}

/** A group of a menu under its heading. */
export function MenuSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className="px-2 pt-2 pb-1 text-xs font-medium text-ink-faint">{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

/** A line between groups of a menu. */
export function MenuLine() {
  return <Separator className="my-1 h-px bg-line" />;
}
