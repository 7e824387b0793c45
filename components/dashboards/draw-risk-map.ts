import { Map as MapView, Marker, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import { countryPoint } from "#lib/dashboards/country-point";
import { offlineStyle, repaintLand } from "../journey/draw-map.ts";
import { onThemeChange } from "../journey/theme-watch.ts";
import { withRoom } from "./label-place.ts";
import { radiusOf, redToken, type MapPlace } from "./map-place.ts";

type Asked = {
  readonly places: readonly MapPlace[];
  readonly styleUrl: string | null;
  readonly say: (place: MapPlace) => string;
  readonly label: (place: MapPlace) => string;
  readonly open: (href: string) => void;
  readonly words: Readonly<Record<"wheel" | "wheelMac" | "touch", string>>;
};

/** A map that was drawn: nearer or farther, and away with it. */
export type DrawnMap = { readonly zoom: (steps: number) => void; readonly end: () => void };

const CLOSEST = 5;
/** Far enough out that the whole world stands in the width of a phone. */
const FARTHEST = -1;
const MARGIN = 36;
/** On a map narrower than this, marks are smaller. */
const NARROW = 480;

/** Draws countries as round marks. Rejects where the browser cannot draw maps. */
export function drawRiskMap(element: HTMLElement, { places, styleUrl, say, label, open, words }: Asked): DrawnMap {
  setWorkerUrl("/assets/map-worker");
  const points = places.toSorted((a, b) => b.arrived - a.arrived).flatMap((place) => {
    const middle = countryPoint(place.code);
    return middle === undefined ? [] : [{ place, at: [middle.lon, middle.lat] as [number, number] }];
  });
  const map = new MapView({
    container: element,
    style: styleUrl ?? offlineStyle(element),
    bounds: around(points),
    fitBoundsOptions: { padding: MARGIN, maxZoom: CLOSEST - 1 },
    maxZoom: styleUrl === null ? CLOSEST : 12,
    minZoom: FARTHEST,
    attributionControl: styleUrl === null ? false : { compact: true },
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    keyboard: false,
    fadeDuration: 0,
    locale: { "CooperativeGesturesHandler.WindowsHelpText": words.wheel, "CooperativeGesturesHandler.MacHelpText": words.wheelMac, "CooperativeGesturesHandler.MobileHelpText": words.touch },
  });
  map.getCanvas().tabIndex = -1;
  const most = Math.max(0, ...places.map(({ arrived }) => arrived));
  const named = points.map(({ place, at }) => {
    const radius = radiusOf(place.arrived, most) * (element.clientWidth < NARROW ? 0.6 : 1);
    const shown = mark(place, radius, { said: say(place), label: label(place) }, open);
    new Marker({ element: shown.element }).setLngLat(at).addTo(map);
    return { word: shown.word, at, radius };
  });
  const placeWords = (): void => {
    const marks = named.map(({ at, radius }) => ({ ...point(map, at), radius }));
    const shown = withRoom(marks.map(({ x, y, radius }, at) => ({ x: x + radius, y, width: named[at]?.word.offsetWidth ?? 0 })), marks);
    for (const [at, { word }] of named.entries()) word.style.visibility = shown.has(at) ? "visible" : "hidden";
  };
  map.on("move", placeWords);
  placeWords();
  let moved = false;
  map.on("movestart", ({ originalEvent }) => {
    moved ||= originalEvent !== undefined;
  });
  map.on("resize", () => {
    if (!moved) map.fitBounds(around(points), { padding: MARGIN, maxZoom: CLOSEST - 1, animate: false });
  });
  const unwatch = onThemeChange(map, () => {
    if (styleUrl === null) repaintLand(map, element);
  });
  return {
    zoom: (steps) => {
      moved = true;
      map.zoomTo(map.getZoom() + steps);
    },
    end: () => {
      unwatch();
      map.remove();
    },
  };
}

/** Where a place lies on the map now, in pixels. */
function point(map: MapView, at: [number, number]): { readonly x: number; readonly y: number } {
  const { x, y } = map.project(at);
  return { x, y };
}

/** The corners of the least piece of the world that holds all points; all of it where there are none. */
function around(points: readonly { readonly at: readonly [number, number] }[]): [[number, number], [number, number]] {
  if (points.length === 0) return [[-140, -48], [170, 68]];
  const [lons, lats] = [points.map(({ at }) => at[0]), points.map(({ at }) => at[1])];
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}

/** A mark for the pointer with a word beside it: its country, and its share in red where that is not small; readers of the page and the keyboard have the table's links. */
function mark({ href, red }: MapPlace, radius: number, { said, label }: { readonly said: string; readonly label: string }, open: (href: string) => void): { readonly element: HTMLElement; readonly word: HTMLElement } {
  const element = document.createElement("span");
  element.title = said;
  element.ariaHidden = "true";
  element.className = "block cursor-pointer rounded-full border border-raised opacity-85 hover:opacity-100";
  element.style.width = `${2 * radius}px`;
  element.style.height = `${2 * radius}px`;
  element.style.backgroundColor = `var(${redToken(red)})`;
  if (href !== null) element.addEventListener("click", () => open(href));
  const word = document.createElement("span");
  word.textContent = label;
  word.className = "absolute start-full top-1/2 -translate-y-1/2 rounded-sm bg-raised/80 px-1 text-2xs whitespace-nowrap text-ink";
  element.append(word);
  return { element, word };
}
