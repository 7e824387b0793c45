import { useLocale, useTranslations } from "next-intl";
import { JourneyMap } from "../journey/JourneyMap.tsx";
import { SensorBand } from "../journey/SensorBand.tsx";
import type { JourneyShown } from "../journey/shown.ts";
import { Timeline } from "../journey/Timeline.tsx";
import { TimeStrip } from "../journey/TimeStrip.tsx";
import { worded } from "./worded.ts";

/** The way of a consignment's lots: on the map, step by step in the order of time, and what was measured on it. */
export function Journey({ journey, styleUrl }: { readonly journey: JourneyShown; readonly styleUrl: string | null }) {
  const [t, tj, locale] = [useTranslations("consignment.journey"), useTranslations("journey"), useLocale()];
  const { steps, stops, way, bands } = journey;
  if (steps.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  const times = [...steps.map((step) => step.eventTime.getTime()), ...bands.flatMap((band) => band.readings.map((one) => Date.parse(one.at)))];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return (
    <div className="flex flex-col gap-6">
      {stops.length === 0 ? <p className="text-table text-ink-soft">{tj("noPlaces")}</p> : (
        <JourneyMap styleUrl={styleUrl} way={way} stops={stops.map(({ no, place }) => ({ no, lat: place.position.lat, lon: place.position.lon, name: place.name === null ? place.key : worded(place.name, locale) }))} />
      )}
      <Timeline steps={steps} names={journey.names} />
      {bands.length === 0 ? <p className="text-table text-ink-soft">{tj("noSensors")}</p> : (
        <div className="flex flex-col gap-4">
          <h3 className="font-semibold">{tj("measured")}</h3>
          <TimeStrip steps={steps} from={from} to={to} />
          {bands.map((band) => <SensorBand key={band.measure} band={band} from={from} to={to} />)}
        </div>
      )}
    </div>
  );
}
