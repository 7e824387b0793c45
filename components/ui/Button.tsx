"use client";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { Tooltip } from "./Tooltip.tsx";
import { Link } from "../../app/navigation.ts";

const LOOK = {
  primary: "border-accent bg-accent text-accent-ink hover:brightness-110 data-[pressed]:brightness-95",
  quiet: "border-line-strong bg-raised text-ink hover:bg-hover data-[pressed]:bg-sunken",
  plain: "border-transparent bg-transparent text-ink-soft hover:bg-hover hover:text-ink data-[pressed]:bg-sunken",
  chosen: "border-accent bg-accent-soft text-ink hover:bg-hover data-[pressed]:bg-sunken",
  danger: "border-red bg-raised text-red hover:bg-red-soft data-[pressed]:bg-red-soft",
} as const;

const SIZE = { sm: "h-7 px-2 text-table gap-1", md: "h-8 px-3 text-base gap-1.5", lg: "h-11 px-4 text-lg gap-2", icon: "size-8" } as const;

export type ButtonLook = keyof typeof LOOK;

/** The class names of a button, for a link that looks like one. */
export function buttonClass(look: ButtonLook = "quiet", size: keyof typeof SIZE = "md"): string {
  return `inline-flex shrink-0 cursor-pointer items-center justify-center whitespace-nowrap rounded-md border font-medium select-none transition-[background-color,filter] data-[disabled]:cursor-default data-[disabled]:opacity-50 ${LOOK[look]} ${SIZE[size]}`;
}

export type ButtonProps = Omit<AriaButtonProps, "className" | "children"> & {
  readonly look?: ButtonLook;
  readonly size?: keyof typeof SIZE;
  readonly icon?: ReactNode;
  /** The key that does the same, shown at the end; it is no part of the name. */
  readonly keys?: string;
  readonly children?: ReactNode;
};

/** A button: `primary` once a screen, `danger` for what weighs on somebody, `chosen` for the one of several that is open, `plain` inside bars. */
export function Button({ look, size, icon, keys, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonClass(look, size)}>
      {icon}
      {children}
      {keys === undefined || keys === "" ? null : <kbd aria-hidden className="ms-1 font-sans text-2xs opacity-70 pointer-coarse:hidden">{keys}</kbd>}
    </AriaButton>
  );
}

/** A square button with an icon; its label is its name for a screen reader and its tooltip. */
export function IconButton({
  label,
  children,
  look = "plain",
  keys,
  ...props
}: Omit<AriaButtonProps, "className" | "children"> & { readonly label: string; readonly children: ReactNode; readonly look?: ButtonLook; readonly keys?: string }) {
  return (
    <Tooltip text={keys === undefined ? label : `${label}  ${keys}`}>
      <AriaButton {...props} aria-label={label} className={buttonClass(look, "icon")}>
        {children}
      </AriaButton>
    </Tooltip>
  );
}

/** A link to another screen that looks like a button. */
export function LinkButton({ href, look, size, icon, children }: { readonly href: string; readonly look?: ButtonLook; readonly size?: keyof typeof SIZE; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <Link href={href} className={buttonClass(look, size)}>
      {icon}
      {children}
    </Link>
  );
}
