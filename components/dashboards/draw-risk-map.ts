import { Map as MapView, Marker, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import { countryPoint } from "#lib/dashboards/country-point";
import { offlineStyle, repaintLand } from "../journey/draw-map.ts";
import { radiusOf, redToken, type MapPlace } from "./map-place.ts";

type Asked = { readonly places: readonly MapPlace[]; readonly styleUrl: string | null; readonly say: (place: MapPlace) => string; readonly open: (href: string) => void; readonly words: Readonly<Record<"wheel" | "wheelMac" | "touch", string>> };

/** A map that was drawn: nearer or farther, and away with it. */
export type DrawnMap = { readonly zoom: (steps: number) => void; readonly end: () => void };

const CLOSEST = 5;

/** Draws countries as round marks. Rejects where the browser cannot draw maps. */
export function drawRiskMap(element: HTMLElement, { places, styleUrl, say, open, words }: Asked): DrawnMap {
  setWorkerUrl("/assets/map-worker");
  const map = new MapView({
    container: element, style: styleUrl ?? offlineStyle(element), bounds: [[-140, -48], [170, 68]], maxZoom: styleUrl === null ? CLOSEST : 12, minZoom: 0.3, attributionControl: styleUrl === null ? false : { compact: true }, cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, keyboard: false, fadeDuration: 0,
    locale: { "CooperativeGesturesHandler.WindowsHelpText": words.wheel, "CooperativeGesturesHandler.MacHelpText": words.wheelMac, "CooperativeGesturesHandler.MobileHelpText": words.touch },
  });
  map.getCanvas().tabIndex = -1;
  const most = Math.max(0, ...places.map(({ arrived }) => arrived));
  for (const place of places.toSorted((a, b) => b.arrived - a.arrived)) {
    const point = countryPoint(place.code);
    if (point !== undefined) new Marker({ element: mark(place, radiusOf(place.arrived, most), say(place), open) }).setLngLat([point.lon, point.lat]).addTo(map);
  }
  const watcher = new MutationObserver(() => {
    if (styleUrl === null && map.isStyleLoaded()) repaintLand(map, element);
  });
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return {
    zoom: (steps) => void map.zoomTo(map.getZoom() + steps),
    end: () => {
      watcher.disconnect();
      map.remove();
    },
  };
}

/** A mark for the pointer; readers of the page and the keyboard have the table's links. */
function mark({ href, red }: MapPlace, radius: number, said: string, open: (href: string) => void): HTMLElement {
  const element = document.createElement("span");
  element.title = said;
  element.ariaHidden = "true";
  element.className = "block cursor-pointer rounded-full border border-raised opacity-80 hover:opacity-100";
  element.style.width = `${2 * radius}px`;
  element.style.height = `${2 * radius}px`;
  element.style.backgroundColor = `var(${redToken(red)})`;
  if (href !== null) element.addEventListener("click", () => open(href));
  return element;
}

