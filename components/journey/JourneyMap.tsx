"use client";
import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "#components/ui/Button";
import type { Drawn } from "./draw-map.ts";
import type { MapStop } from "./shown.ts";

/** Where the goods were, numbered as in the timeline below, which says the same in words. The map comes when it is scrolled to. */
export function JourneyMap({ stops, way, styleUrl }: { readonly stops: readonly MapStop[]; readonly way: readonly number[]; readonly styleUrl: string | null }) {
  const t = useTranslations("journey.map");
  const frame = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let map: Drawn | undefined;
    let gone = false;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      void import("./draw-map.ts")
        .then(({ drawMap }) => drawMap(element, { stops, way, styleUrl, words: { wheel: t("wheel"), wheelMac: t("wheelMac"), touch: t("touch") } }))
        .then((made) => {
          map = made;
          if (gone) made.end();
          else setDrawn(made);
          return undefined;
        })
        .catch(() => setFailed(true));
    }, { rootMargin: "300px" });
    seen.observe(element);
    return () => {
      gone = true;
      seen.disconnect();
      map?.end();
      setDrawn(undefined);
    };
  }, [stops, way, styleUrl, t]);
  if (failed) return <p className="text-table text-ink-soft">{t("failed")}</p>;
  return (
    <figure className="min-w-0">
      <div role="group" aria-label={t("label", { count: stops.length, first: stops[0]?.name ?? "", last: stops.at(-1)?.name ?? "" })} className="relative overflow-hidden rounded-md border border-line print:hidden">
        <div ref={frame} className="h-80 w-full bg-sunken" />
        {drawn === undefined ? null : (
          <div className="absolute end-2 top-2 flex flex-col rounded-md border border-line bg-raised">
            <IconButton label={t("zoomIn")} onPress={() => drawn.zoom(1)}><Plus aria-hidden /></IconButton>
            <IconButton label={t("zoomOut")} onPress={() => drawn.zoom(-1)}><Minus aria-hidden /></IconButton>
          </div>
        )}
      </div>
      <figcaption className="mt-1 text-xs text-ink-faint">{styleUrl === null ? t("offline") : t("service")}</figcaption>
    </figure>
  );
}
