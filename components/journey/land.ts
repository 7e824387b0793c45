import { feature } from "topojson-client";
import type { Feature, MultiPolygon, Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";

type Ring = readonly Position[];

/** The land of the world as one shape, each ring split where it crosses the antimeridian, so that no fill runs across the whole map. */
export function landOf(topology: Topology<{ land: GeometryCollection }>): Feature<MultiPolygon> {
  const { features } = feature(topology, topology.objects.land);
  const polygons = features.flatMap(({ geometry }) => (geometry.type === "MultiPolygon" ? geometry.coordinates : geometry.type === "Polygon" ? [geometry.coordinates] : []));
  return { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates: polygons.flatMap((rings) => splitPolygon(rings)) } };
}

/** A polygon as the parts of it that lie between -180 and 180 degrees. A ring around a pole is closed along the pole. */
export function splitPolygon(rings: readonly Ring[]): Position[][][] {
  const whole = rings.map(unrolled);
  const longitudes = whole.flat().map(lonOf);
  const [west, east] = [Math.floor((Math.min(...longitudes) + 180) / 360), Math.ceil((Math.max(...longitudes) + 180) / 360)];
  const parts: Position[][][] = [];
  for (let turn = west; turn < Math.max(east, west + 1); turn++) {
    const [from, to] = [turn * 360 - 180, turn * 360 + 180];
    const cut = whole.map((ring) => clipped(clipped(ring, from, 1), to, -1)).filter((ring) => ring.length > 3);
    if (cut.length > 0) parts.push(cut.map((ring) => ring.map((point) => [lonOf(point) - turn * 360, latOf(point)])));
  }
  return parts;
}

/** A line through places as it runs the shorter way around: longitudes may leave the range from -180 to 180. */
export function shorterWay(points: readonly Position[]): Position[] {
  return turning(points);
}

const lonOf = (point: Position): number => point[0] ?? 0;
const latOf = (point: Position): number => point[1] ?? 0;

function turning(points: readonly Position[]): Position[] {
  let turn = 0;
  return points.map((point, index) => {
    const before = points[index - 1];
    const step = before === undefined ? 0 : lonOf(point) - lonOf(before);
    if (step > 180) turn -= 360;
    if (step < -180) turn += 360;
    return [lonOf(point) + turn, latOf(point)];
  });
}

/** A ring without jumps; one that ends a whole turn from its beginning goes around a pole. */
function unrolled(ring: Ring): Position[] {
  const points = turning(ring);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || Math.abs(lonOf(last) - lonOf(first)) < 180) return points;
  const pole = latOf(first) < 0 ? -90 : 90;
  return [...points, [lonOf(last), pole], [lonOf(first), pole], first];
}

/** The part of a ring on one side of a meridian (Sutherland and Hodgman): east of it for 1, west of it for -1. */
function clipped(ring: readonly Position[], meridian: number, side: 1 | -1): Position[] {
  const inside = (point: Position): boolean => (lonOf(point) - meridian) * side >= 0;
  const found: Position[] = [];
  for (const [index, point] of ring.entries()) {
    const before = ring[index === 0 ? ring.length - 1 : index - 1];
    if (before !== undefined && inside(before) !== inside(point)) {
      const share = (meridian - lonOf(before)) / (lonOf(point) - lonOf(before));
      found.push([meridian, latOf(before) + share * (latOf(point) - latOf(before))]);
    }
    if (inside(point)) found.push([...point]);
  }
  const [first] = found;
  return first === undefined ? [] : [...found, first];
}
