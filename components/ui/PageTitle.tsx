import type { ReactNode } from "react";

/** The title of a screen: a fact, not a label; beside it what can be done here. */
export function PageTitle({ children, note, actions }: { readonly children: ReactNode; readonly note?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold text-balance">{children}</h1>
        {note === undefined ? null : <p className="mt-0.5 text-ink-soft">{note}</p>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
