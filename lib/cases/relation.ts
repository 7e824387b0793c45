import type { Verdict } from "#lib/capacity/verdict";
import type { CertificateStatus } from "#lib/certificates/certificate";
import type { Wording } from "#lib/risk/subject";

/** A line of a declaration of a case with all it hangs on: who declared it, its lots and when they were made, its producer, and the certificates that answered it. */
export type RelatedLine = {
  readonly number: string;
  readonly lodgedOn: string;
  readonly verdict: Verdict;
  readonly importer: { readonly code: string; readonly name: Wording };
  readonly site: { readonly id: number; readonly name: string };
  readonly lots: readonly { readonly lot: string; readonly producedOn: string | null }[];
  readonly certificates: readonly RelatedCertificate[];
};

/** A certificate as the chart of a case shows it; its production period is half-open. */
export type RelatedCertificate = { readonly number: string; readonly status: CertificateStatus; readonly from: string; readonly to: string; readonly issuer: Wording };

/** Something a case relates to others. `key` is its own; `on` is its day or, half-open, its period. */
export type Related =
  | { readonly column: "importer"; readonly key: string; readonly name: Wording; readonly code: string }
  | { readonly column: "declaration"; readonly key: string; readonly number: string; readonly verdict: Verdict; readonly on: string }
  | { readonly column: "lot"; readonly key: string; readonly lot: string; readonly more: number; readonly on: string | null }
  | { readonly column: "producer"; readonly key: string; readonly site: number; readonly name: string }
  | { readonly column: "certificate"; readonly key: string; readonly certificate: RelatedCertificate };

/** The columns of the chart of relations, from who declares to who certified. */
export const RELATED = ["importer", "declaration", "lot", "producer", "certificate"] as const satisfies readonly Related["column"][];

/** Things and the lines between them, each once, in the order in which the declarations came. */
export type Relations = { readonly things: readonly Related[]; readonly links: readonly { readonly from: string; readonly to: string }[] };

/** Lots of one line that stand alone; those beyond are one thing that says how many. */
const LOTS_ALONE = 6;

/** The chart of a case: importer, declaration, lot, producer and certificate, each linked to what it came with. */
export function relationsOf(lines: readonly RelatedLine[]): Relations {
  const things = new Map<string, Related>();
  const links = new Map<string, { from: string; to: string }>();
  const add = (thing: Related): string => {
    if (!things.has(thing.key)) things.set(thing.key, thing);
    return thing.key;
  };
  const link = (from: string, to: string): void => void links.set(`${from}\t${to}`, { from, to });
  for (const line of lines) {
    const importer = add({ column: "importer", key: `importer ${line.importer.code}`, name: line.importer.name, code: line.importer.code });
    const declaration = add({ column: "declaration", key: `declaration ${line.number}`, number: line.number, verdict: line.verdict, on: line.lodgedOn });
    const producer = add({ column: "producer", key: `producer ${line.site.id}`, site: line.site.id, name: line.site.name });
    link(importer, declaration);
    const lots = lotsOf(line).map(add);
    for (const lot of lots) {
      link(declaration, lot);
      link(lot, producer);
    }
    if (lots.length === 0) link(declaration, producer);
    for (const certificate of line.certificates) link(producer, add({ column: "certificate", key: `certificate ${certificate.number}`, certificate }));
  }
  return { things: [...things.values()], links: [...links.values()] };
}

function lotsOf({ lots, site, number }: RelatedLine): Related[] {
  const alone = lots.length > LOTS_ALONE ? lots.slice(0, LOTS_ALONE - 1) : lots;
  const rest = lots.slice(alone.length);
  const [first] = rest;
  return [
    ...alone.map(({ lot, producedOn }): Related => ({ column: "lot", key: `lot ${site.id} ${lot}`, lot, more: 0, on: producedOn })),
    ...(first === undefined ? [] : [{ column: "lot" as const, key: `lots ${number} ${site.id}`, lot: first.lot, more: rest.length - 1, on: null }]),
  ];
}
