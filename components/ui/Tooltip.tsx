"use client";
import type { ReactElement } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";

/** A short word on hover and on focus; the child takes focus itself. */
export function Tooltip({ text, children, placement = "top" }: { readonly text: string; readonly children: ReactElement; readonly placement?: "top" | "end" }) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      {children}
      <AriaTooltip offset={6} placement={placement} className="animate-settle max-w-xs rounded-md bg-ink px-2 py-1 text-xs whitespace-pre text-surface shadow-float">
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
