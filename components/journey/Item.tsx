import { CircleHelp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import type { PlaceSeen } from "#lib/trace/place";
import type { Inside } from "#lib/trace/containment";
import type { ItemState } from "#lib/trace/state";
import type { Gap, Traced } from "#lib/trace/told";
import { numbered } from "#lib/trace/journey";
import { Link } from "../../app/navigation.ts";
import { Part } from "../consignment/Part.tsx";
import { worded } from "../consignment/worded.ts";
import { amountWords } from "../desk/wording.ts";
import { stepWords } from "../feeds/step-words.ts";
import { JourneyMap } from "./JourneyMap.tsx";
import { itemHref, itemWords } from "./shown.ts";
import { Timeline } from "./Timeline.tsx";

/** A thing and its state, as the page shows it. */
export type ItemOnPage = {
  readonly traced: Traced;
  readonly gtin: string | null;
  readonly lot: string | null;
  readonly goods: { readonly en: string; readonly zh: string } | null;
  readonly state: ItemState;
  readonly places: ReadonlyMap<string, PlaceSeen>;
  readonly events: number;
};

const LINK = "text-accent underline decoration-line-strong underline-offset-2";

/** Where a thing is, what it is in, what is in it, how it got there, and what is not known. */
export function Item({ shown, styleUrl, search }: { readonly shown: ItemOnPage; readonly styleUrl: string | null; readonly search: ReactNode }) {
  const [t, step, locale] = [useTranslations("journey.item"), useTranslations("consignment.journey.step"), useLocale()];
  const { traced, state, places, goods } = shown;
  const located = numbered(state.steps.map((one) => ({ ...one, place: one.place === null ? null : { key: one.place } })), places);
  const names = Object.fromEntries([...places.values()].flatMap(({ key, name }) => (name === null ? [] : [[key, name]])));
  const disposition = (word: string) => (t.has(`dispositions.${word}`) ? t(`dispositions.${word}`) : word);
  const named = (key: string): string => { const place = places.get(key); return place?.name == null ? itemWords(key) : worded(place.name, locale); };
  return (
    <div className="flex flex-col gap-5">
      <PageTitle note={<>{goods === null ? null : <>{worded(goods, locale)} · </>}{t("events", { count: shown.events })}</>}>{t("fact", { kind: traced.kind, name: shown.lot ?? itemWords(traced.item) })}</PageTitle>
      {search}
      <div className="panel p-4 sm:p-5">
        <DataList
          columns={2}
          data={[
            { label: t("where"), value: <Where state={state} named={named} /> },
            { label: t("holders"), value: <Holders state={state} /> },
            { label: t("disposition"), value: state.disposition === null ? "–" : disposition(state.disposition) },
            { label: t("persistent"), value: state.persistent.length === 0 ? "–" : state.persistent.map(disposition).join(", ") },
            { label: t("step"), value: state.bizStep === null ? "–" : stepWords({ type: "", bizStep: state.bizStep }, step) },
            { label: t("left"), value: state.remaining.length === 0 ? "–" : state.remaining.map((one) => <Left key={one.unit} remaining={one} />) },
          ]}
        />
      </div>
      <Part id="gaps" title={t("gaps")}>
        {state.gaps.length === 0 ? <p className="text-ink-soft">{t("noGaps")}</p> : <ul className="flex flex-col gap-1">{state.gaps.map((gap) => <GapLine key={`${gap.gap} ${gap.about}`} gap={gap} named={named} />)}</ul>}
      </Part>
      {traced.kind === "unit" || traced.kind === "other" || state.inside.length > 0 ? (
        <Part id="inside" title={t("inside")}>
          {state.inside.length === 0 ? <p className="text-ink-soft">{t("empty")}</p> : <InsideTree inside={state.inside} />}
        </Part>
      ) : null}
      <Part id="steps" title={t("steps")}>
        <div className="flex flex-col gap-6">
          {located.stops.length === 0 ? null : (
            <JourneyMap
              styleUrl={styleUrl}
              way={located.way}
              stops={located.stops.map(({ no, place }) => ({ no, lat: place.position.lat, lon: place.position.lon, name: named(place.key) }))}
            />
          )}
          <Timeline own={traced.item} names={names} steps={located.steps.map((one) => {
            const place = one.place === null ? undefined : places.get(one.place.key);
            return {
              lot: shown.lot ?? "",
              gtin: shown.gtin ?? "",
              eventID: one.eventId,
              eventTime: one.at,
              bizStep: one.bizStep,
              type: one.type,
              role: one.role,
              quantity: one.quantity,
              unit: one.unit,
              problems: 0,
              declaresError: false,
              via: one.via,
              stop: one.stop,
              place: place === undefined ? null : { key: place.key, siteId: place.siteId, name: null, country: place.country },
            };
          })} />
        </div>
      </Part>
    </div>
  );
}

const whenOf = (at: Date) => () => <Timestamp at={at.toISOString()} />;
const linkTo = (item: string) => () => <ItemLink item={item} />;

function Where({ state, named }: { readonly state: ItemState; readonly named: (key: string) => string }) {
  const t = useTranslations("journey.item");
  const { where, underWay } = state;
  if (where === null) return t("nowhere");
  return (
    <>
      {t.rich("whereSeen", { place: named(where.place), at: whenOf(where.since) })}
      <span className="block text-table text-ink-soft">
        {t(`basis.${where.basis}`)}
        {where.via === null ? null : <> · {t.rich("whereVia", { item: linkTo(where.via) })}</>}
      </span>
      {underWay === null ? null : <span className="block text-table text-yellow">{t.rich("underWay", { at: whenOf(underWay.since), to: underWay.to.length === 0 ? "none" : underWay.to.map(named).join(", ") })}</span>}
    </>
  );
}

function Holders({ state }: { readonly state: ItemState }) {
  const [t, locale] = [useTranslations("journey.item"), useLocale()];
  if (state.holders.length === 0) return t("notHeld");
  return (
    <ol>
      {state.holders.map((one) => (
        <li key={one.item}>
          <ItemLink item={one.item} />
          {one.quantity === null ? null : ` · ${amountWords(one.quantity, one.unit ?? "H87", locale)}`}{" "}
          <span className="text-table text-ink-soft">{t.rich("since", { at: whenOf(one.since) })}</span>
        </li>
      ))}
    </ol>
  );
}

function Left({ remaining }: { readonly remaining: ItemState["remaining"][number] }) {
  const [t, locale] = [useTranslations("journey.item"), useLocale()];
  const say = (value: string) => amountWords(value, remaining.unit, locale);
  const [used, removed] = [say(remaining.used), say(remaining.removed)];
  if (remaining.left === null) return <span className="block">{t("leftUnknown", { used, removed })}</span>;
  return <span className="block">{t("leftOf", { left: say(remaining.left), made: say(remaining.made) })} <span className="text-table text-ink-soft">{t("leftParts", { used, removed })}</span></span>;
}

function GapLine({ gap, named }: { readonly gap: Gap; readonly named: (key: string) => string }) {
  const t = useTranslations("journey.item.gap");
  return <li className="flex items-start gap-1.5 text-yellow"><CircleHelp aria-hidden className="mt-0.5 size-4 shrink-0" />{t(gap.gap, { about: named(gap.about) })}</li>;
}

function InsideTree({ inside }: { readonly inside: readonly Inside[] }) {
  const [t, locale] = [useTranslations("journey.item"), useLocale()];
  return (
    <ul className="flex flex-col gap-1">
      {inside.map((one) => (
        <li key={`${one.within} ${one.item}`} style={{ paddingInlineStart: `${(one.depth - 1) * 1.25}rem` }}>
          <ItemLink item={one.item} />
          {one.quantity === null ? null : ` · ${amountWords(one.quantity, one.unit ?? "H87", locale)}`}{" "}
          <span className="text-table text-ink-soft">{t.rich("since", { at: whenOf(one.since) })}</span>
        </li>
      ))}
    </ul>
  );
}

function ItemLink({ item }: { readonly item: string }) {
  return <Link href={itemHref(item)} className={LINK}>{itemWords(item)}</Link>;
}
