"use client";
import { Minus, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "#components/ui/Button";
import { numberFormat } from "../ui/number-format.ts";
import { useRouter } from "../../app/navigation.ts";
import type { DrawnMap } from "./draw-risk-map.ts";
import { RED_CLASSES, type MapPlace } from "./map-place.ts";

/** Countries of origin on a map without borders; the table below says the same, and its links are those of the keyboard. */
export function RiskMap({ places, styleUrl }: { readonly places: readonly MapPlace[]; readonly styleUrl: string | null }) {
  const [t, locale, router] = [useTranslations("dashboards.map"), useLocale(), useRouter()];
  const frame = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState<DrawnMap>();
  const given = JSON.stringify(places);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let [map, gone]: [DrawnMap | undefined, boolean] = [undefined, false];
    const share = numberFormat(locale, "smallShare");
    const say = ({ name, arrived, red }: MapPlace) => t("mark", { name, arrived, red: red === null ? "–" : share.format(red) });
    const label = ({ name, red }: MapPlace) => (red !== null && red >= RED_CLASSES[0].upTo ? `${name} ${share.format(red)}` : name);
    void import("./draw-risk-map.ts")
      .then(({ drawRiskMap }) =>
        drawRiskMap(element, {
          places: JSON.parse(given) as MapPlace[],
          styleUrl,
          say,
          label,
          open: (href) => router.push(href),
          words: { wheel: t("wheel"), wheelMac: t("wheelMac"), touch: t("touch") },
        }),
      )
      .then((made) => {
        map = made;
        if (gone) made.end();
        else setDrawn(made);
        return undefined;
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      map?.end();
      setDrawn(undefined);
    };
  }, [given, styleUrl, locale, router, t]);
  if (failed) return <p className="text-table text-ink-soft">{t("failed")}</p>;
  return (
    <figure className="min-w-0">
      <div role="group" aria-label={t("label", { countries: places.length })} className="relative overflow-hidden rounded-md border border-line print:hidden">
        <div ref={frame} className="h-[28rem] w-full bg-sunken max-sm:h-72" />
        {drawn === undefined ? null : (
          <div className="absolute end-2 top-2 flex flex-col rounded-md border border-line bg-raised">
            <IconButton label={t("zoomIn")} onPress={() => drawn.zoom(1)}><Plus aria-hidden /></IconButton>
            <IconButton label={t("zoomOut")} onPress={() => drawn.zoom(-1)}><Minus aria-hidden /></IconButton>
          </div>
        )}
      </div>
      <figcaption className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-soft">
        <span>{t("legend")}</span>
        {RED_CLASSES.map(({ upTo, token }, at) => (
          <span key={token} className="flex items-center gap-1.5">
            <svg aria-hidden width="10" height="10"><circle cx="5" cy="5" r="5" fill={`var(${token})`} /></svg>
            {upTo === null ? t("above", { share: RED_CLASSES[at - 1]?.upTo ?? 0 }) : t("upTo", { share: upTo })}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
