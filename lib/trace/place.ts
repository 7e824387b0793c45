import { portOf, type Port } from "#lib/places/port";

/** A place that events name, as far as it is known: a registered site, a port by its UN/LOCODE, or neither. Degrees are WGS 84. */
export type PlaceSeen = {
  readonly key: string;
  readonly name: { readonly en: string; readonly zh: string } | null;
  readonly siteId: number | null;
  readonly country: string | null;
  readonly position: { readonly lat: number; readonly lon: number } | null;
};

/** The port of a place that is written as a UN/LOCODE: a URN or address that ends in one (`urn:un:unece:uncefact:identifier:locode:CNSHA`), or the code alone. */
export function portOfPlace(key: string): Port | undefined {
  const code = /(?:^|locode[:/=])([A-Z]{2} ?[A-Z2-9]{3})$/i.exec(key)?.[1];
  return code === undefined ? undefined : portOf(code.toUpperCase());
}

/** The GLN a place's key begins with. */
export const glnOf = (key: string): string | undefined => /^41[47]\/([0-9]{13})/.exec(key)?.[1];
