import type { ReactNode } from "react";

/** A part of a long page with an address of its own. */
export function Part({ id, title, note, aside, children }: { readonly id: string; readonly title: string; readonly note?: ReactNode; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="panel scroll-mt-16 p-4 sm:p-5">
      <header className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 id={`${id}-title`} className="text-lg font-semibold">
            <a href={`#${id}`} className="hover:underline">
              {title}
            </a>
          </h2>
          {note === undefined ? null : <p className="text-table text-pretty text-ink-soft">{note}</p>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  );
}
