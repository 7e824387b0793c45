import { describe, expect, it } from "vitest";
import type { Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/land-110m.json" with { type: "json" };
import { landOf, shorterWay, splitPolygon } from "./land.ts";

const jumps = (ring: readonly Position[]) => ring.filter((point, index) => index > 0 && Math.abs((point[0] ?? 0) - (ring[index - 1]?.[0] ?? 0)) > 180 && Math.abs(point[1] ?? 0) < 89).length;

describe("land on a flat map", () => {
  const land = landOf(world as unknown as Topology<{ land: GeometryCollection }>);
  const rings = land.geometry.coordinates.flat();

  it("has no ring that runs across the map, and none that leaves it", () => {
    expect(rings.filter((ring) => jumps(ring) > 0)).toEqual([]);
    for (const [lon = 0, lat = 0] of rings.flat()) expect(Math.abs(lon) <= 180 && Math.abs(lat) <= 90).toBe(true);
  });

  it("keeps all rings, and closes each", () => {
    expect(rings.length).toBeGreaterThan(120);
    for (const ring of rings) expect(ring.at(-1)).toEqual(ring[0]);
  });
});

describe("a ring across the antimeridian", () => {
  it("becomes one part on each side", () => {
    const parts = splitPolygon([[[170, 10], [-170, 10], [-170, 20], [170, 20], [170, 10]]]);
    expect(parts.map(([ring = []]) => [Math.min(...ring.map(([lon = 0]) => lon)), Math.max(...ring.map(([lon = 0]) => lon))])).toEqual([[170, 180], [-180, -170]]);
  });

  it("around the pole is closed along it", () => {
    const parts = splitPolygon([[[-180, -70], [-90, -75], [0, -70], [90, -75], [180, -70]]]);
    expect(parts.flat(2).some(([, lat]) => lat === -90)).toBe(true);
  });

  it("elsewhere stays as it is", () => {
    expect(splitPolygon([[[0, 0], [10, 0], [10, 10], [0, 0]]])[0]?.[0]?.slice(0, 3)).toEqual(expect.arrayContaining([[10, 10]]));
  });
});

it("a line over the Pacific takes the shorter way", () => {
  expect(shorterWay([[121, 31], [-118, 34], [121, 31]])).toEqual([[121, 31], [242, 34], [121, 31]]);
});
