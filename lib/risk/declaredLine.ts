import type { Declared } from "./declared.ts";
import type { Amounts, Subject, SubjectLine } from "./subject.ts";

/** What is told of a line wherever it stands: on a subject that is scored, or on a revision as it was lodged. `lodger` and `importer` are organisations. */
export type Told = {
  readonly office: string;
  readonly tradeMode: string;
  readonly importer: number;
  readonly lodger: number;
  /** The producer as declared. */
  readonly site: string;
  readonly hsCode: string;
  readonly origin: string;
  /** The UN/LOCODE of the port of loading by a transport document that names the declaration; null where none does. */
  readonly loadedAt: string | null;
  readonly amounts: Amounts;
  readonly price: { readonly minor: bigint; readonly currency: string } | null;
};

/** Prices in another currency are not guessed at: they count as not declared. */
const CURRENCY = "CNY";

/**
 * A line as the learned model reads it. Its mass is in kilograms; goods that are not weighed are taken by litres, or by pieces, which is the same for
 * all goods of a code. What this house's declarations do not say (use, payment, courier, tax) stays empty.
 */
export function declaredLine({ office, tradeMode, importer, lodger, site, hsCode, origin, loadedAt, amounts, price }: Told): Declared {
  return {
    office, process: "", importType: tradeMode, importUse: "", payment: "", transport: "", declarant: String(lodger), importer: String(importer), seller: site.trim().toLowerCase(), courier: "",
    hs: hsCode.slice(0, 6), departure: loadedAt?.slice(0, 2) ?? "", origin, taxType: "", originMark: "",
    mass: sizeOf(amounts), price: price?.currency === CURRENCY ? Number(price.minor) / 100 : null, taxRate: null,
  };
}

/** The standing lines of a declaration as the learned model reads them, with their numbers. */
export function declaredOf(subject: Subject): readonly { readonly no: number; readonly line: Declared }[] {
  const { office, tradeMode, importer, lodgerOrganisationId: lodger } = subject;
  return subject.lines.flatMap((line) => {
    if (!line.standing) return [];
    const { declaredSite: site, hsCode, originCountry: origin, amounts, price } = line;
    return [{ no: line.no, line: declaredLine({ office: office.code, tradeMode, importer: importer.id, lodger, site, hsCode, origin, loadedAt: firstPort(line), amounts, price }) }];
  });
}

/** Where the goods were loaded, by the first document that names the declaration and says so. */
function firstPort({ transports }: SubjectLine): string | null {
  let first: SubjectLine["transports"][number] | undefined;
  for (const document of transports) {
    if (document.linkedBy === "declaration" && document.loadedAt !== null && (first === undefined || document.number < first.number)) first = document;
  }
  return first?.loadedAt ?? null;
}

function sizeOf({ mass, volume, items }: Amounts): number | null {
  if (mass !== null) return Number(mass) / 1_000_000;
  if (volume !== null) return Number(volume) / 1000;
  return items === null ? null : Number(items);
}
