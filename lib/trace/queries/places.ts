import { eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { siteIdentifiers, sites } from "#db/schema/parties";
import { glnOf, portOfPlace, type PlaceSeen } from "../place.ts";

/** What is known of places by their keys: the registered site of a GLN, the port of a UN/LOCODE. Every key has an entry. */
export async function placesSeen(tx: Transaction, keys: readonly string[]): Promise<ReadonlyMap<string, PlaceSeen>> {
  const glns = [...new Set(keys.flatMap((key) => glnOf(key) ?? []))];
  const rows =
    glns.length === 0
      ? []
      : await tx
          .select({ gln: siteIdentifiers.value, site: sites })
          .from(siteIdentifiers)
          .innerJoin(sites, eq(sites.id, siteIdentifiers.siteId))
          .where(inArray(siteIdentifiers.value, glns));
  const known = new Map(rows.map(({ gln, site }) => [gln, site]));
  return new Map([...new Set(keys)].map((key): [string, PlaceSeen] => {
    const site = known.get(glnOf(key) ?? "");
    if (site !== undefined)
      return [
        key,
        {
          key,
          name: { en: site.name, zh: site.name },
          siteId: site.id,
          country: site.country,
          position: site.latitude === null || site.longitude === null ? null : { lat: site.latitude, lon: site.longitude },
        },
      ];
    const port = portOfPlace(key);
    if (port !== undefined) return [key, { key, name: port.name, siteId: null, country: port.code.slice(0, 2), position: { lat: port.lat, lon: port.lon } }];
    return [key, { key, name: null, siteId: null, country: null, position: null }];
  }));
}
