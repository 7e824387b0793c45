import { Map as MapView, Marker, setWorkerUrl, type LngLatBoundsLike, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/land-110m.json";
import { landOf, shorterWay } from "./land.ts";
import type { MapStop } from "./shown.ts";
import { onThemeChange } from "./theme-watch.ts";

type Way = { readonly stops: readonly MapStop[]; readonly way: readonly number[]; readonly styleUrl: string | null; readonly words: Readonly<Record<"wheel" | "wheelMac" | "touch", string>> };

/** The coasts of the offline base are too coarse to be looked at from nearer. */
const CLOSEST = 5;

const WORKER = "/assets/map-worker";

/** A map that was drawn: nearer or farther, and away with it. */
export type Drawn = { readonly zoom: (steps: number) => void; readonly end: () => void };

/** Draws the places and the way between them into an element. Rejects where the browser cannot draw maps. */
export async function drawMap(element: HTMLElement, { stops, way, styleUrl, words }: Way): Promise<Drawn> {
  setWorkerUrl(WORKER);
  const places = way.flatMap((no) => stops.filter((stop) => stop.no === no)).map((stop): Position => [stop.lon, stop.lat]);
  const line = shorterWay(places);
  const map = new MapView({
    container: element, style: styleUrl ?? offlineStyle(element), bounds: boundsOf(line), fitBoundsOptions: { padding: 48, maxZoom: CLOSEST }, maxZoom: styleUrl === null ? CLOSEST : 16,
    attributionControl: styleUrl === null ? false : { compact: true }, cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, keyboard: false, fadeDuration: 0,
    locale: { "CooperativeGesturesHandler.WindowsHelpText": words.wheel, "CooperativeGesturesHandler.MacHelpText": words.wheelMac, "CooperativeGesturesHandler.MobileHelpText": words.touch },
  });
  map.getCanvas().tabIndex = -1;
  map.on("load", () => {
    map.addSource("way", { type: "geojson", data: { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: line } } });
    map.addLayer({ id: "way", type: "line", source: "way", layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colour(element, "--accent"), "line-width": 2, "line-dasharray": [2, 1.5] } });
  });
  const shown = new Map<number, Position>();
  way.forEach((no, index) => shown.set(no, shown.get(no) ?? line[index] ?? [0, 0]));
  for (const stop of stops) new Marker({ element: pin(stop) }).setLngLat((shown.get(stop.no) ?? [stop.lon, stop.lat]) as [number, number]).addTo(map);
  const unwatch = onThemeChange(map, () => {
    if (styleUrl !== null) return;
    repaintLand(map, element);
    if (map.getLayer("way")) map.setPaintProperty("way", "line-color", colour(element, "--accent"));
  });
  return {
    zoom: (steps) => void map.zoomTo(map.getZoom() + steps),
    end: () => {
      unwatch();
      map.remove();
    },
  };
}

/** The numbered sign of a place; what it says stands in the timeline, so it is hidden from readers of the page. */
function pin({ no, name }: MapStop): HTMLElement {
  const element = document.createElement("span");
  element.textContent = String(no);
  element.title = name;
  element.ariaHidden = "true";
  element.className = "grid size-6 place-items-center rounded-full border border-raised bg-accent text-xs font-semibold text-accent-ink shadow";
  return element;
}

/** Sea and land alone, from this house itself and without borders. */
export function offlineStyle(element: HTMLElement): StyleSpecification {
  return {
    version: 8,
    sources: { land: { type: "geojson", data: landOf(world as unknown as Topology<{ land: GeometryCollection }>) } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour(element, "--sunken") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour(element, "--raised"), "fill-antialias": true, "fill-outline-color": colour(element, "--line-strong") } },
    ],
  };
}

/** Sea and land in the colours of the page's theme as it is now. */
export function repaintLand(map: MapView, element: HTMLElement): void {
  map.setPaintProperty("sea", "background-color", colour(element, "--sunken"));
  map.setPaintProperty("land", "fill-color", colour(element, "--raised"));
  map.setPaintProperty("land", "fill-outline-color", colour(element, "--line-strong"));
}

/** A colour of the page as the map takes it. */
function colour(element: HTMLElement, token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function boundsOf(line: readonly Position[]): LngLatBoundsLike {
  const [lons, lats] = [line.map((point) => point[0] ?? 0), line.map((point) => point[1] ?? 0)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
