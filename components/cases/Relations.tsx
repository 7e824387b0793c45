import { useTranslations } from "next-intl";
import { Part } from "#components/consignment/Part";
import { RELATED, type Relations as Related } from "#lib/cases/relation";
import { Filters } from "./Filters.tsx";
import { placesOf, type Placed } from "./relation-place.ts";
import { RelatedThing } from "./RelatedThing.tsx";
import { RelatedTimes } from "./RelatedTimes.tsx";

/** How the relations of a case are looked at: as a chart, or over time. */
export type RelationView = "chart" | "time";

/** Who declared what, of which lots and whose, under which certificates: as a chart of relations, or the same things over time. */
export function Relations({ number, related, view }: { readonly number: string; readonly related: Related; readonly view: RelationView }) {
  const t = useTranslations("cases.relations");
  const address = `/cases/${encodeURIComponent(number)}`;
  return (
    <Part
      id="relations"
      title={t("title")}
      note={t("note")}
      aside={
        <Filters
          label={t("view")}
          chosen={view}
          options={[
            { id: "chart", label: t("chart") },
            { id: "time", label: t("time") },
          ]}
          address={(id) => `${address}${id === "time" ? "?relations=time" : ""}#relations`}
        />
      }
    >
      {related.things.length === 0 ? <p className="text-table text-ink-soft">{t("none")}</p> : view === "time" ? <RelatedTimes related={related} /> : <Chart related={related} />}
    </Part>
  );
}

/** Share of a column's width that a thing takes; the links run in the rest. */
const WIDE = 0.82;
const UNITS = 1000;

function Chart({ related }: { readonly related: Related }) {
  const t = useTranslations("cases.relations");
  const { placed, height } = placesOf(related);
  const at = new Map(placed.map((one) => [one.thing.key, one]));
  const width = UNITS / RELATED.length;
  const line = (from: Placed, to: Placed): string => {
    const [x1, x2] = [(from.column + WIDE) * width, to.column * width];
    const bend = (x2 - x1) / 2;
    return `M${x1},${from.middle} C${x1 + bend},${from.middle} ${x2 - bend},${to.middle} ${x2},${to.middle}`;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <div role="group" tabIndex={0} aria-label={t("chart")} className="overflow-x-auto">
      <div className="min-w-[56rem] print:min-w-0">
        <div aria-hidden className="mb-2 grid grid-cols-5 text-xs text-ink-faint">
          {RELATED.map((column) => (
            <span key={column}>{t(`column.${column}`)}</span>
          ))}
        </div>
        <div className="relative" style={{ height }}>
          <svg aria-hidden viewBox={`0 0 ${UNITS} ${height}`} preserveAspectRatio="none" className="absolute inset-0 size-full text-line-strong">
            {related.links.map(({ from, to }) => {
              const [first, last] = [at.get(from), at.get(to)];
              return first === undefined || last === undefined ? null : <path key={`${from} ${to}`} d={line(first, last)} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />;
            })}
          </svg>
          <ul>
            {placed.map(({ thing, column, middle }) => (
              <li
                key={thing.key}
                className="absolute flex h-12 -translate-y-1/2 flex-col justify-center rounded-md border border-line-strong bg-raised px-2 text-xs leading-4"
                style={{ top: middle, left: `${(column / RELATED.length) * 100}%`, width: `${(WIDE / RELATED.length) * 100}%` }}
              >
                <RelatedThing thing={thing} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
