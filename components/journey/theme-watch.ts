import type { Map as MapView } from "maplibre-gl";

/** Has a map painted anew whenever the colours of the page change, by the page's own theme or the system's; answers how to end it. */
export function onThemeChange(map: MapView, repaint: () => void): () => void {
  const changed = (): void => {
    if (map.isStyleLoaded()) repaint();
    else void map.once("idle", repaint);
  };
  const watcher = new MutationObserver(changed);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  return () => {
    watcher.disconnect();
    system.removeEventListener("change", changed);
  };
}
