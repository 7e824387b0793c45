import type { ReactNode } from "react";

/** The title of a screen: a fact, not a label; beside it what can be done here. */
export function PageTitle({ children, note, actions }: { readonly children: ReactNode; readonly note?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold text-balance">{typeof children === "string" ? whole(children) : children}</h1>
        {note === undefined ? null : <p className="mt-0.5 text-ink-soft">{note}</p>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

/** Dates and numbers with dashes stay on one line: a browser would part them at a dash. */
function whole(title: string): ReactNode {
  const parts = title.split(/([A-Z0-9]+(?:-[A-Z0-9]+)+)/);
  return parts.length === 1 ? title : parts.map((part, at) => (at % 2 === 0 ? part : <span key={part + String(at)} className="inline-block">{part}</span>));
}
