import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";
import { amountWords, countryName } from "../desk/wording.ts";

/** One step on the way of a lot, as the page shows it. */
export type StepShown = {
  readonly lot: string;
  readonly gtin: string;
  readonly eventID: string;
  readonly eventTime: Date;
  readonly bizStep: string | null;
  readonly type: string;
  readonly role: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly place: { readonly key: string; readonly siteId: number | null; readonly name: string | null; readonly country: string | null } | null;
  readonly problems: number;
  readonly declaresError: boolean;
};

/** The way of a consignment's lots, step by step in the order of time. */
export function Journey({ steps }: { readonly steps: readonly StepShown[] }) {
  const [t, locale] = [useTranslations("consignment.journey"), useLocale()];
  if (steps.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <ol className="flex flex-col">
      {steps.map((step) => (
        <li key={`${step.eventID}${step.lot}${step.gtin}${step.role}${step.declaresError ? "e" : ""}`} className="relative grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-6 border-s-2 border-line-strong pb-4 ps-4 last:pb-0 max-sm:grid-cols-1">
          <span aria-hidden className="absolute -start-[5px] top-1.5 size-2 rounded-full bg-accent" />
          <span className="text-table text-ink-soft"><Timestamp at={step.eventTime.toISOString()} /></span>
          <span className={step.declaresError ? "text-ink-faint line-through" : ""}>
            <span className="font-medium">{stepWord(step, t)}</span>
            {step.quantity === null ? null : ` · ${amountWords(step.quantity, step.unit ?? "H87", locale)}`}
            <span className="block text-table text-ink-soft">
              {t("lot", { lot: step.lot })} · {step.place === null ? t("nowhere") : <Place place={step.place} />}
            </span>
            {step.problems === 0 ? null : (
              <span className="mt-0.5 flex items-center gap-1 text-xs text-yellow">
                <TriangleAlert aria-hidden className="size-3.5" />
                {t("problems", { count: step.problems })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function stepWord(step: StepShown, t: ReturnType<typeof useTranslations<"consignment.journey">>): string {
  const name = step.bizStep ?? (step.role === "output" ? "commissioning" : step.type);
  return t.has(`step.${name}`) ? t(`step.${name}`) : name;
}

function Place({ place }: { readonly place: NonNullable<StepShown["place"]> }) {
  const locale = useLocale();
  const named = place.name ?? place.key.replace(/^41[47]\//, "GLN ");
  const words = `${named}${place.country === null ? "" : `, ${countryName(place.country, locale)}`}`;
  return place.siteId === null ? words : <Link href={`/producers/${place.siteId}`} className="text-accent underline decoration-line-strong underline-offset-2">{words}</Link>;
}
