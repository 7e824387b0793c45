import { Package, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";
import { amountWords, countryName } from "../desk/wording.ts";
import { itemHref, itemWords, type StepShown } from "./shown.ts";

const LINK = "text-accent underline decoration-line-strong underline-offset-2";

const linkTo = (item: string) => () => <Link href={itemHref(item)} className={LINK}>{itemWords(item)}</Link>;

/** Steps in the order of time, each with the number of its place on the map. On the page of one thing (`own`) it is not named in each step. */
export function Timeline({ steps, own }: { readonly steps: readonly StepShown[]; readonly own?: string }) {
  const [t, tj, locale] = [useTranslations("consignment.journey"), useTranslations("journey"), useLocale()];
  return (
    <ol className="flex flex-col">
      {steps.map((one) => (
        <li key={`${one.eventID}${one.lot}${one.gtin}${one.role}${one.declaresError ? "e" : ""}`} className="relative grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-6 border-s-2 border-line-strong pb-4 ps-5 last:pb-0 max-sm:grid-cols-1">
          {one.stop === null ? <span aria-hidden className="absolute -start-[5px] top-1.5 size-2 rounded-full bg-line-strong" /> : (
            <span className="absolute -start-[11px] top-0 grid size-5 place-items-center rounded-full bg-accent text-2xs font-semibold text-accent-ink"><span className="sr-only">{tj("stop")} </span>{one.stop}</span>
          )}
          <span className="text-table text-ink-soft"><Timestamp at={one.eventTime.toISOString()} /></span>
          <span className={one.declaresError ? "text-ink-faint line-through" : ""}>
            <Link href={`/feeds/events/${encodeURIComponent(one.eventID)}`} className="font-medium underline decoration-line-strong underline-offset-2 hover:text-accent"><StepWord step={one} /></Link>
            {one.quantity === null ? null : ` · ${amountWords(one.quantity, one.unit ?? "H87", locale)}`}
            <span className="block text-table text-ink-soft">
              {one.via === null ? (own === undefined ? <Link href={itemHref(`01/${one.gtin}/10/${encodeURIComponent(one.lot)}`)} className={LINK}>{t("lot", { lot: one.lot })}</Link> : null) : (
                <span className="inline-flex items-center gap-1"><Package aria-hidden className="size-3.5" />{tj.rich(own === undefined ? "inside" : "insideOwn", { lot: one.lot, item: linkTo(one.via) })}</span>
              )}
              {one.via === null && own !== undefined ? null : " · "}
              {one.place === null ? t("nowhere") : <Place place={one.place} />}
            </span>
            {one.problems === 0 ? null : (
              <span className="mt-0.5 flex items-center gap-1 text-xs text-yellow">
                <TriangleAlert aria-hidden className="size-3.5" />
                {t("problems", { count: one.problems })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function StepWord({ step }: { readonly step: StepShown }) {
  const t = useTranslations("consignment.journey");
  const name = step.bizStep ?? (step.role === "output" ? "commissioning" : step.type);
  return t.has(`step.${name}`) ? t(`step.${name}`) : name.replaceAll("_", " ");
}

function Place({ place }: { readonly place: NonNullable<StepShown["place"]> }) {
  const locale = useLocale();
  const named = place.name ?? place.key.replace(/^41[47]\//, "GLN ");
  const words = `${named}${place.country === null ? "" : `, ${countryName(place.country, locale)}`}`;
  return place.siteId === null ? words : <Link href={`/producers/${place.siteId}`} className={LINK}>{words}</Link>;
}
