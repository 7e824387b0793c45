import { useLocale, useTranslations } from "next-intl";
import type { Related, Relations } from "#lib/cases/relation";
import { periodWords } from "../consignment/worded.ts";
import { timescale } from "../producers/timescale.ts";
import { RelatedThing } from "./RelatedThing.tsx";

type Timed = { readonly thing: Related; readonly from: string; readonly to: string; readonly words: string };

const ORDER = { certificate: 0, lot: 1, declaration: 2, importer: 3, producer: 3 } as const;
const LOOK = { certificate: "bg-green", lot: "bg-yellow", declaration: "bg-accent", importer: "", producer: "" } as const;

/** The things of a case over time: for what was certified, when lots were made, when they were declared. */
export function RelatedTimes({ related }: { readonly related: Relations }) {
  const [t, locale] = [useTranslations("cases.relations"), useLocale()];
  const timed = related.things.flatMap((thing) => timeOf(thing, locale)).toSorted((a, b) => ORDER[a.thing.column] - ORDER[b.thing.column] || (a.from < b.from ? -1 : 1));
  if (timed.length === 0) return <p className="text-table text-ink-soft">{t("noTimes")}</p>;
  const scale = timescale(timed);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <div role="group" tabIndex={0} aria-label={t("time")} className="overflow-x-auto">
      <ul className="relative flex min-w-[40rem] flex-col pb-6 print:min-w-0">
        <li aria-hidden className="absolute inset-y-0 end-2 start-56">
          {scale.years.map((tick) => (
            <span key={tick.label} className="absolute inset-y-0 border-s border-line" style={{ left: `${tick.at * 100}%` }}>
              <span className={`absolute bottom-0 text-xs text-ink-faint ${tick.at > 0.95 ? "-translate-x-full pe-1" : "ps-1"}`}>{tick.label}</span>
            </span>
          ))}
        </li>
        {timed.map(({ thing, from, to, words }) => {
          const span = scale.span({ from, to });
          return (
            <li key={thing.key} className="relative grid min-h-11 grid-cols-[14rem_minmax(0,1fr)] items-center border-b pe-2 border-line">
              <span className="flex min-w-0 flex-col pe-3 text-xs leading-4"><RelatedThing thing={thing} /></span>
              <span className="relative h-3" title={words}>
                <span
                  aria-hidden
                  className={`absolute inset-y-0 min-w-2.5 rounded-full ${LOOK[thing.column]} ${from === to ? "-translate-x-1/2" : "opacity-60"}`}
                  style={{ left: `${span.from * 100}%`, width: `${(span.to - span.from) * 100}%` }}
                />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function timeOf(thing: Related, locale: string): Timed[] {
  if (thing.column === "certificate") {
    const { from, to } = thing.certificate;
    return [{ thing, from, to, words: periodWords({ from, to }, locale) }];
  }
  if ((thing.column !== "lot" && thing.column !== "declaration") || thing.on === null) return [];
  return [{ thing, from: thing.on, to: thing.on, words: thing.on }];
}
