import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A form that is out of the way until it is wanted. */
export function More({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <details className="group mt-4">
      <summary className="flex min-h-7 w-fit cursor-pointer list-none items-center gap-1 rounded-md text-table font-medium text-accent hover:underline">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <div className="mt-3 rounded-md border border-line bg-surface p-3 sm:p-4">{children}</div>
    </details>
  );
}
