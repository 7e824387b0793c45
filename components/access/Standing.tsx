import type { ReactNode } from "react";

/** A screen that has nothing but a sentence: why it is empty, and where to go. */
export function Standing({ title, icon, children, action }: { readonly title: string; readonly icon: ReactNode; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-14 text-center">
      <div className="mb-1 text-ink-faint [&_svg]:size-7">{icon}</div>
      <h1 className="text-xl font-semibold text-balance">{title}</h1>
      <p className="text-ink-soft text-pretty">{children}</p>
      {action === undefined ? null : <div className="mt-3">{action}</div>}
    </div>
  );
}
