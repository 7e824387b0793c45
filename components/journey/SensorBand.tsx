import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { TriangleAlert } from "lucide-react";
import type { Band } from "#lib/trace/journey";
import { placeIn, spanWords } from "./time.ts";

const HEIGHT = 110;
const WIDTH = 1000;

/** What was measured of one kind along the time of the journey, against the limits of the goods; what is outside is red, and said in words below with how long. */
export function SensorBand({ band, from, to }: { readonly band: Band; readonly from: number; readonly to: number }) {
  const [t, locale] = [useTranslations("journey.band"), useLocale()];
  const { readings, limits, excursions, measure } = band;
  const bounds = [...readings.flatMap((one) => [one.lowest, one.highest]), ...limits.flatMap((limit) => [limit.lowest, limit.highest].filter((value) => value !== null))];
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  const margin = Math.max(500, (high - low) * 0.12);
  const y = (value: number): number => HEIGHT - ((value - low + margin) / (high - low + 2 * margin)) * HEIGHT;
  const points = readings.map((one) => ({ x: placeIn(one.at, from, to), one }));
  const say = (value: number): string => `${(value / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} ${t(`unit.${measure}`)}`;
  const outside = (at: string): boolean => excursions.some((one) => one.from <= at && at <= one.to);
  return (
    <section aria-label={t(`of.${measure}`)} className="flex flex-col gap-1">
      <h4 className="flex flex-wrap items-baseline justify-between gap-x-4 text-table font-semibold">
        {t(`of.${measure}`)}
        <span className="font-normal text-ink-soft">{t("range", { lowest: say(Math.min(...readings.map((one) => one.lowest))), highest: say(Math.max(...readings.map((one) => one.highest))) })}</span>
      </h4>
      <div className="relative">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          width="100%"
          height={HEIGHT}
          role="img"
          aria-label={t("label", { measure: t(`of.${measure}`), count: readings.length, outside: excursions.length })}
          className="block rounded-md border border-line bg-raised"
        >
          {limits.map((limit) => <rect key={limit.category} x="0" width={WIDTH} y={limit.highest === null ? 0 : y(limit.highest)} height={(limit.lowest === null ? HEIGHT : y(limit.lowest)) - (limit.highest === null ? 0 : y(limit.highest))} className="fill-green-soft" />)}
          {excursions.map((one) => <rect key={`${one.category} ${one.from}`} x={Math.max(0, placeIn(one.from, from, to) - 2)} width={placeIn(one.to, from, to) - placeIn(one.from, from, to) + 4} y="0" height={HEIGHT} className="fill-red-soft" />)}
          {limits.flatMap((limit) => [limit.lowest, limit.highest]).map((value, index) => (value === null ? null : <line key={`${index} ${value}`} x1="0" x2={WIDTH} y1={y(value)} y2={y(value)} className="stroke-green" strokeWidth="1" strokeDasharray="4 3" vectorEffect="non-scaling-stroke" />))}
          <path d={points.map(({ x, one }, index) => `${index === 0 ? "M" : "L"}${x} ${y(one.value).toFixed(1)}`).join("")} className="fill-none stroke-accent" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
          {points.filter(({ one }) => one.lowest !== one.highest).map(({ x, one }) => <line key={`${one.at} span`} x1={x} x2={x} y1={y(one.lowest)} y2={y(one.highest)} className="stroke-accent" strokeWidth="1" vectorEffect="non-scaling-stroke" />)}
          {points.filter(({ one }) => outside(one.at)).map(({ x, one }) => <line key={`${one.at} out`} x1={x} x2={x} y1={y(one.value)} y2={y(one.value)} className="stroke-red" strokeWidth="6" strokeLinecap="round" vectorEffect="non-scaling-stroke" />)}
        </svg>
        {limits
          .flatMap((limit) => [limit.lowest, limit.highest])
          .map((value, index) =>
            value === null ? null : (
              <span key={`${index} ${value}`} aria-hidden className="absolute end-1 rounded-sm bg-raised px-1 text-2xs text-green" style={{ top: Math.max(0, y(value) - 8) }}>
                {say(value)}
              </span>
            ),
          )}
      </div>
      {limits.length === 0 ? (
        <p className="text-xs text-ink-faint">{t("noLimit")}</p>
      ) : (
        limits.map((limit) => (
          <p key={limit.category} className="text-xs text-ink-faint">
            {t("limit", {
              side: limit.lowest === null ? "highest" : limit.highest === null ? "lowest" : "both",
              lowest: limit.lowest === null ? "" : say(limit.lowest),
              highest: limit.highest === null ? "" : say(limit.highest),
              source: limit.source,
            })}
          </p>
        ))
      )}
      {excursions.length === 0 ? null : (
        <ul className="flex flex-col gap-0.5 text-table">
          {excursions.map((one) => (
            <li key={`${one.category} ${one.side} ${one.from}`} className="flex items-start gap-1.5 text-red">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span>
                {t("outside", {
                  side: one.side,
                  worst: say(one.worst),
                  span: spanWords(one.atLeast, locale),
                  most: one.atMost === null ? "" : spanWords(one.atMost, locale),
                  known: one.atMost === null ? "no" : "yes",
                  readings: one.readings,
                })}{" "}
                <span className="text-ink-soft"><Timestamp at={one.from} shape="short" /> – <Timestamp at={one.to} shape="short" /></span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <details className="text-table">
        <summary className="w-fit cursor-pointer py-0.5 text-ink-soft hover:text-ink">{t("asTable", { count: readings.length })}</summary>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1) */}
        <div role="group" tabIndex={0} aria-label={t(`of.${measure}`)} className="mt-1 max-h-64 w-fit overflow-y-auto rounded-md border border-line">
          <table>
            <tbody>
              {readings.map((one) => (
                <tr key={`${one.at} ${one.device ?? ""} ${one.value}`} className={outside(one.at) ? "text-red" : ""}>
                  <th scope="row" className="px-3 py-0.5 text-start font-normal text-ink-faint"><Timestamp at={one.at} /></th>
                  <td className="px-3 py-0.5 text-end">{one.lowest === one.highest ? say(one.value) : `${say(one.lowest)} – ${say(one.highest)}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
