import { Fragment, type ReactNode } from "react";

export type Datum = { readonly label: string; readonly value: ReactNode };

/** Facts of one thing as label and value, in as many columns as there is room for. */
export function DataList({ data, columns = 1 }: { readonly data: readonly Datum[]; readonly columns?: 1 | 2 | 3 }) {
  const wide = {
    1: "",
    2: "sm:grid-cols-[max-content_minmax(0,1fr)_max-content_minmax(0,1fr)]",
    3: "sm:grid-cols-[max-content_minmax(0,1fr)_max-content_minmax(0,1fr)] xl:grid-cols-[max-content_minmax(0,1fr)_max-content_minmax(0,1fr)_max-content_minmax(0,1fr)]",
  }[columns];
  return (
    <dl className={`grid grid-cols-[minmax(5rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-table ${wide}`}>
      {data.map((datum) => (
        <Fragment key={datum.label}>
          <dt className="text-ink-faint">{datum.label}</dt>
          <dd className="min-w-0 text-ink">{datum.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
