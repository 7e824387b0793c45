"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { MapStop } from "./shown.ts";

/** Where the goods were, numbered as in the timeline below, which says the same in words. The map comes when it is scrolled to. */
export function JourneyMap({ stops, way, styleUrl }: { readonly stops: readonly MapStop[]; readonly way: readonly number[]; readonly styleUrl: string | null }) {
  const t = useTranslations("journey.map");
  const frame = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let end = () => {};
    let gone = false;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      void import("./draw-map.ts")
        .then(({ drawMap }) => drawMap(element, { stops, way, styleUrl, words: { zoomIn: t("zoomIn"), zoomOut: t("zoomOut"), wheel: t("wheel"), wheelMac: t("wheelMac"), touch: t("touch") } }))
        .then((drawn) => {
          if (gone) drawn();
          else end = drawn;
          return undefined;
        })
        .catch(() => setFailed(true));
    }, { rootMargin: "300px" });
    seen.observe(element);
    return () => {
      gone = true;
      seen.disconnect();
      end();
    };
  }, [stops, way, styleUrl, t]);
  if (failed) return <p className="text-table text-ink-soft">{t("failed")}</p>;
  return (
    <figure className="min-w-0">
      <div ref={frame} role="group" aria-label={t("label", { count: stops.length, first: stops[0]?.name ?? "", last: stops.at(-1)?.name ?? "" })} className="h-80 w-full overflow-hidden rounded-md border border-line bg-sunken print:hidden" />
      <figcaption className="mt-1 text-xs text-ink-faint">{styleUrl === null ? t("offline") : t("service")}</figcaption>
    </figure>
  );
}
