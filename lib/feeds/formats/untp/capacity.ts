import { addDays, plainDate, yearOf } from "#lib/measures/period";
import type { EventProblem } from "../../event.ts";
import type { Assessment, ConformityRecord, DeclaredValue, Named } from "./credential.ts";

/** A capacity certificate as its issuer would submit it, as far as a credential tells; what is missing is left out. */
export type CertificateDraft = {
  readonly number?: string;
  readonly site?: string;
  readonly scope?: { readonly gtins: readonly string[] };
  readonly quantity?: { readonly value: string; readonly unit: string };
  readonly production?: { readonly from: string; readonly to: string };
};

/** A draft with what is missing or doubtful in it; pointers lead into the credential. */
export type Drafted = { readonly draft: CertificateDraft; readonly problems: readonly EventProblem[] };

/** Names under which a declared metric is a production capacity; UNTP has no property for it. A year behind the name is the year of production. */
const CAPACITY = /^(?:certified |annual |maximum )?(?:production )?(?:capacity|output)\b|^production ?capacity|产能|生产能力/i;

/** The longest number a certificate has. */
const LONGEST_NUMBER = 60;

/**
 * The capacity certificates that a conformity credential would become, one for each production capacity it declares: the assessed facility is
 * the site, the assessed products' GTINs the scope. The period of production is what the metric says, else the year in its name, else the
 * validity of the credential, and that is doubted.
 */
export function capacityDrafts(record: ConformityRecord): Drafted[] {
  const found = record.assessments.flatMap((assessment) => assessment.declared.filter(({ name }) => CAPACITY.test(name)).map((declared) => ({ assessment, declared })));
  return found.map((one, at) => drafted(record, one.assessment, one.declared, found.length > 1 ? at + 1 : 0));
}

function drafted(record: ConformityRecord, assessment: Assessment, declared: DeclaredValue, part: number): Drafted {
  const problems: EventProblem[] = [];
  const missing = (pointer: string, code: string, detail: string) => void problems.push({ pointer, code, detail, severity: "error" });
  const number = numberOf(record, part);
  if (number === undefined) missing("/credentialSubject/id", "no-number", `the attestation has no number of at most ${LONGEST_NUMBER} characters`);
  const [facility] = assessment.facilities;
  const site = facility === undefined ? undefined : (facility.gln ?? facility.registeredId ?? facility.name ?? undefined);
  if (site === undefined) missing(`${assessment.pointer}/assessedFacility`, "no-facility", "the assessment names no facility: capacity is certified for one");
  if (assessment.facilities.length > 1) missing(`${assessment.pointer}/assessedFacility`, "several-facilities", "the assessment names several facilities: capacity is certified for one");
  const gtins = [...new Set(assessment.products.flatMap(({ gtin }: Named) => gtin ?? []))];
  if (gtins.length === 0) missing(`${assessment.pointer}/assessedProduct`, "no-products", "no assessed product has a GTIN: add the scope by hand");
  if (declared.unit === "") missing(`${declared.pointer}/metricValue/unit`, "no-unit", "the capacity has no unit");
  const production = productionOf(record, declared);
  if (production === undefined) missing(declared.pointer, "no-period", "nothing tells the period of production");
  else if (production.by === "validity")
    problems.push({
      pointer: declared.pointer,
      code: "period-from-validity",
      detail: "the period of production is not said; that of the credential's validity stands in its place",
      severity: "warning",
    });
  const draft: CertificateDraft = {
    ...(number === undefined ? {} : { number }),
    ...(site === undefined ? {} : { site }),
    ...(gtins.length === 0 ? {} : { scope: { gtins } }),
    quantity: { value: declared.value, unit: declared.unit },
    ...(production === undefined ? {} : { production: { from: production.from, to: production.to } }),
  };
  return { draft, problems };
}

/** The last part of the attestation's or the credential's URI; several capacities of one credential are numbered. */
function numberOf({ attestation, id }: ConformityRecord, part: number): string | undefined {
  const tail = [attestation, id].map((uri) => uri?.split(/[/#:]/).findLast((each) => each !== "")).find((each) => each !== undefined);
  const number = tail === undefined ? undefined : `${tail}${part === 0 ? "" : `-${part}`}`;
  return number !== undefined && number.length <= LONGEST_NUMBER ? number : undefined;
}

type Production = { readonly from: string; readonly to: string; readonly by: "metric" | "year" | "validity" };

function productionOf({ validFrom, validUntil }: ConformityRecord, { name, from, to }: DeclaredValue): Production | undefined {
  const [first, last] = [plainDate((from ?? "").slice(0, 10)), plainDate((to ?? "").slice(0, 10))];
  if (first !== undefined && last !== undefined) return { from: first, to: addDays(last, 1), by: "metric" };
  const year = /(?:19|20)\d\d/.exec(name)?.[0];
  if (year !== undefined) return { ...yearOf(Number(year)), by: "year" };
  if (validFrom === null || validUntil === null) return undefined;
  const [begin, end] = [validFrom, validUntil].map((date) => date.toISOString().slice(0, 10));
  return begin === undefined || end === undefined || begin >= end ? undefined : { from: begin, to: end, by: "validity" };
}
