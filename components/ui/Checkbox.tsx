"use client";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from "react-aria-components/Checkbox";

/** A box to tick, with its words beside it or, without children, named by `aria-label`. */
export function Checkbox({ children, ...props }: Omit<AriaCheckboxProps, "className" | "children"> & { readonly children?: ReactNode }) {
  return (
    <AriaCheckbox {...props} className="group flex min-h-6 min-w-6 cursor-pointer items-center gap-2 text-base">
      {({ isIndeterminate }) => (
        <>
          <span className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-raised text-accent-ink group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-focus group-data-[indeterminate]:border-accent group-data-[indeterminate]:bg-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent">
            {isIndeterminate ? <Minus aria-hidden className="size-3" /> : <Check aria-hidden className="invisible size-3 group-data-[selected]:visible" />}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  );
}
