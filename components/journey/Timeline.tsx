import { Package, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";
import { amountWords, countryName } from "../desk/wording.ts";
import { worded } from "../consignment/worded.ts";
import { itemHref, itemWords, type PlaceNames, type StepShown } from "./shown.ts";

const LINK = "text-accent underline decoration-line-strong underline-offset-2";

const linkTo = (item: string) => () => <Link href={itemHref(item)} className={LINK}>{itemWords(item)}</Link>;

/** Steps in the order of time, each with the number of its place on the map; measurements that follow each other are folded. On the page of one thing (`own`) it is not named in each step. */
export function Timeline({ steps, names, own }: { readonly steps: readonly StepShown[]; readonly names: PlaceNames; readonly own?: string }) {
  return (
    <ol className="flex flex-col">
      {runsOf(steps).map((run) => {
        const [first] = run;
        if (first === undefined) return null;
        return run.length === 1 ? <StepLine key={keyOf(first)} step={first} names={names} own={own} /> : <Measurements key={keyOf(first)} steps={run} names={names} own={own} />;
      })}
    </ol>
  );
}

const keyOf = (step: StepShown): string => `${step.eventID}${step.lot}${step.gtin}${step.role}${step.declaresError ? "e" : ""}`;
const LINE = "relative grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-6 border-s-2 border-line-strong pb-4 ps-5 last:pb-0 max-sm:grid-cols-1";

/** Steps one by one, but for measurements without a place, which stand together. */
function runsOf(steps: readonly StepShown[]): StepShown[][] {
  const runs: StepShown[][] = [];
  const measured = (step: StepShown | undefined): boolean => step?.bizStep === "sensor_reporting" && step.place === null && step.problems === 0;
  for (const step of steps) {
    const last = runs.at(-1);
    if (last !== undefined && measured(step) && measured(last[0])) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

function Measurements({ steps, names, own }: { readonly steps: readonly StepShown[]; readonly names: PlaceNames; readonly own: string | undefined }) {
  const t = useTranslations("journey");
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <li className={LINE}>
      <span aria-hidden className="absolute -start-[5px] top-1.5 size-2 rounded-full bg-line-strong" />
      <span className="text-table text-ink-soft"><Timestamp at={first.eventTime.toISOString()} /></span>
      <details>
        <summary className="w-fit cursor-pointer text-ink-soft hover:text-ink">{t.rich("measuredTimes", { count: steps.length, until: untilOf(last.eventTime) })}</summary>
        <ol className="mt-3 flex flex-col">{steps.map((step) => <StepLine key={keyOf(step)} step={step} names={names} own={own} />)}</ol>
      </details>
    </li>
  );
}

const untilOf = (at: Date) => () => <Timestamp at={at.toISOString()} shape="short" />;

function StepLine({ step, names, own }: { readonly step: StepShown; readonly names: PlaceNames; readonly own: string | undefined }) {
  const [t, tj, locale] = [useTranslations("consignment.journey"), useTranslations("journey"), useLocale()];
  return (
    <li className={LINE}>
      {step.stop === null ? <span aria-hidden className="absolute -start-[5px] top-1.5 size-2 rounded-full bg-line-strong" /> : (
        <span className="absolute -start-[11px] top-0 grid size-5 place-items-center rounded-full bg-accent text-2xs font-semibold text-accent-ink"><span className="sr-only">{tj("stop")} </span>{step.stop}</span>
      )}
      <span className="text-table text-ink-soft"><Timestamp at={step.eventTime.toISOString()} /></span>
      <span className={step.declaresError ? "text-ink-faint line-through" : ""}>
        <Link href={`/feeds/events/${encodeURIComponent(step.eventID)}`} className="font-medium underline decoration-line-strong underline-offset-2 hover:text-accent"><StepWord step={step} /></Link>
        {step.quantity === null ? null : ` · ${amountWords(step.quantity, step.unit ?? "H87", locale)}`}
        <span className="block text-table text-ink-soft">
          <Subject step={step} own={own} />
          {step.place === null ? t("nowhere") : <Place place={step.place} names={names} />}
        </span>
        {step.problems === 0 ? null : (
          <span className="mt-0.5 flex items-center gap-1 text-xs text-yellow">
            <TriangleAlert aria-hidden className="size-3.5" />
            {t("problems", { count: step.problems })}
          </span>
        )}
      </span>
    </li>
  );
}

/** What the step is on: the lot, or what it was in. */
function Subject({ step, own }: { readonly step: StepShown; readonly own: string | undefined }) {
  const [t, tj] = [useTranslations("consignment.journey"), useTranslations("journey")];
  if (step.via !== null) return <><Package aria-hidden className="me-1 inline size-3.5 align-[-2px]" />{tj.rich(own === undefined ? "inside" : "insideOwn", { lot: step.lot, item: linkTo(step.via) })} · </>;
  return own === undefined ? <><Link href={itemHref(`01/${step.gtin}/10/${encodeURIComponent(step.lot)}`)} className={LINK}>{t("lot", { lot: step.lot })}</Link> · </> : null;
}

function StepWord({ step }: { readonly step: StepShown }) {
  const t = useTranslations("consignment.journey");
  const name = step.bizStep ?? (step.role === "output" ? "commissioning" : step.type);
  return t.has(`step.${name}`) ? t(`step.${name}`) : name.replaceAll("_", " ");
}

function Place({ place, names }: { readonly place: NonNullable<StepShown["place"]>; readonly names: PlaceNames }) {
  const locale = useLocale();
  const known = names[place.key];
  const named = known === undefined ? (place.name ?? place.key.replace(/^41[47]\//, "GLN ")) : worded(known, locale);
  const country = place.country === null ? "" : countryName(place.country, locale);
  const words = country === "" || country === named ? named : `${named}${locale === "zh-CN" ? "，" : ", "}${country}`;
  return place.siteId === null ? words : <Link href={`/producers/${place.siteId}`} className={LINK}>{words}</Link>;
}
