import type { ReactNode } from "react";

/** A titled part of a screen, on a surface of its own. */
export function Section({ title, note, children }: { readonly title: string; readonly note?: string | undefined; readonly children: ReactNode }) {
  return (
    <section className="panel flex flex-col gap-4 p-4 sm:p-5">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        {note === undefined ? null : <p className="text-table text-ink-soft text-pretty">{note}</p>}
      </div>
      {children}
    </section>
  );
}
