type Mark = "error" | "warning";

/** The address of a line of a text on its page. */
export const lineAddress = (name: string, line: number): string => `${name}-line-${line}`;

const MARK = { error: "bg-red-soft text-red font-semibold", warning: "bg-yellow-soft text-yellow font-semibold" } as const satisfies Record<Mark, string>;

/** A JSON text in numbered lines, those with a problem marked. `name` makes the lines of several texts on one page distinct. */
export function MarkedJson({ name, label, json, marked }: { readonly name: string; readonly label: string; readonly json: string; readonly marked: ReadonlyMap<number, Mark> }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <pre role="region" tabIndex={0} aria-label={label} className="max-h-[36rem] overflow-auto rounded-md bg-sunken py-3 font-mono text-xs leading-5">
      {json.split("\n").map((line, at) => {
        const mark = marked.get(at + 1);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a line is its number
          <span key={at} id={lineAddress(name, at + 1)} className={`block min-w-max scroll-mt-8 pe-3 target:outline-2 target:-outline-offset-2 target:outline-focus ${mark === undefined ? "" : MARK[mark]}`}>
            <span aria-hidden className="me-3 inline-block w-10 border-e border-line pe-2 text-end font-normal text-ink-faint select-none">
              {at + 1}
            </span>
            {line}
            {"\n"}
          </span>
        );
      })}
    </pre>
  );
}
