import type { ReactNode } from "react";

/** What would appear here and how to make it appear. */
export function EmptyState({ title, children, icon, action }: { readonly title: string; readonly children?: ReactNode; readonly icon?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-14 text-center">
      {icon === undefined ? null : <div className="mb-1 text-ink-faint [&_svg]:size-7">{icon}</div>}
      <h2 className="text-lg font-semibold text-balance">{title}</h2>
      {children === undefined ? null : <div className="text-ink-soft text-pretty">{children}</div>}
      {action === undefined ? null : <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
