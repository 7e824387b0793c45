import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What happened, what is safe, and what to do next. */
export function ErrorNote({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div role="alert" className="flex items-start gap-3 rounded-lg border border-red bg-red-soft px-4 py-3">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-red" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-ink">{title}</p>
        {children === undefined ? null : <div className="mt-0.5 text-table text-ink-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
