import { readKey } from "#lib/identification/notation";
import { numberText } from "../../exactJson.ts";
import type { EventProblem } from "../../event.ts";
import { instantOf } from "../../instant.ts";
import { isMembers } from "../epcis/shape.ts";
import type { Members } from "../epcis/shape.ts";
import { openCredential } from "./envelope.ts";

/** A party, facility or product as a credential names it: its URI, the number it is registered under, the GLN or GTIN among these. */
export type Named = { readonly id: string | null; readonly name: string | null; readonly registeredId: string | null; readonly gln: string | null; readonly gtin: string | null };

/** A value an assessment declares: an exact decimal and its UN/ECE code; `from` and `to` where it says them. `pointer` is a JSON pointer into the credential. */
export type DeclaredValue = { readonly pointer: string; readonly name: string; readonly value: string; readonly unit: string; readonly from: string | null; readonly to: string | null };

/** One assessment of a facility or of products. */
export type Assessment = {
  readonly pointer: string;
  readonly date: string | null;
  readonly compliant: boolean | null;
  readonly topic: string | null;
  readonly facilities: readonly Named[];
  readonly products: readonly Named[];
  readonly auditor: Named | null;
  readonly declared: readonly DeclaredValue[];
};

/** The certificate on paper that a credential stands for, with the digest of its file. */
export type LinkedFile = { readonly url: string; readonly digest: string | null; readonly method: string | null };

/** A UNTP Digital Conformity Credential as read. `enveloped` when it came in a JWT; whether its signature holds is not known here. */
export type ConformityRecord = {
  readonly id: string | null;
  readonly attestation: string | null;
  readonly enveloped: boolean;
  readonly issuer: Named;
  readonly issuedTo: Named | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly certificate: LinkedFile | null;
  readonly assessments: readonly Assessment[];
};

/** What reading came to: no record where the text is no such credential. Problems of severity `warning` stand beside a record. */
export type ReadCredential = { readonly record: ConformityRecord | null; readonly problems: readonly EventProblem[] };

const ASSESSMENTS = ["assessment", "conformityAssessment"];
const DECLARED = ["declaredValue", "declaredValues", "assessedPerformance"];

/**
 * Reads a UNTP Digital Conformity Credential (0.4 to 0.7) as JSON or in a JWT. `now` tells whether it is valid; that its signature was not
 * verified is always told.
 */
export function readCredential(body: string, { now }: { readonly now: Date }): ReadCredential {
  const opened = openCredential(body);
  if (!opened.ok) return { record: null, problems: [problem("", opened.code, opened.detail, "error")] };
  const { credential, enveloped } = opened;
  const [subject, subjectAt] = subjectOf(credential);
  const isConformity = listed(credential["type"]).includes("DigitalConformityCredential");
  if (!isConformity || subject === undefined) {
    return { record: null, problems: [problem(isConformity ? "/credentialSubject" : "/type", "not-a-conformity-credential", "a Digital Conformity Credential has that type, and an attestation as its subject", "error")] };
  }
  const record: ConformityRecord = {
    id: textOf(credential["id"]),
    attestation: textOf(subject["registeredId"]) ?? textOf(subject["id"]),
    enveloped,
    issuer: namedOf(credential["issuer"]) ?? NOBODY,
    issuedTo: namedOf(subject["issuedToParty"]),
    validFrom: validityOf(credential["validFrom"] ?? credential["issuanceDate"]),
    validUntil: validityOf(credential["validUntil"] ?? credential["expirationDate"]),
    certificate: fileOf(subject["conformityCertificate"]),
    assessments: ASSESSMENTS.flatMap((name) => objectsIn(subject[name], `${subjectAt}/${name}`)).map(([one, pointer]) => assessmentOf(one, pointer)),
  };
  return { record, problems: problemsOf(record, subjectAt, now) };
}

function problemsOf(record: ConformityRecord, subjectAt: string, now: Date): EventProblem[] {
  const problems = [problem("", "signature-not-verified", "nobody has verified who signed this credential", "warning")];
  if (record.validUntil !== null && record.validUntil <= now) problems.push(problem("/validUntil", "credential-expired", `it was valid until ${record.validUntil.toISOString()}`, "warning"));
  if (record.validFrom !== null && record.validFrom > now) problems.push(problem("/validFrom", "credential-not-yet-valid", `it is valid from ${record.validFrom.toISOString()}`, "warning"));
  if (record.assessments.length === 0) problems.push(problem(`${subjectAt}/assessment`, "missing", "the attestation has no assessment", "error"));
  for (const { compliant, pointer } of record.assessments) if (compliant === false) problems.push(problem(pointer, "not-compliant", "the assessment says that the criteria are not met", "warning"));
  return problems;
}

function subjectOf({ credentialSubject: given }: Members): readonly [Members | undefined, string] {
  const [first] = Array.isArray(given) ? (given as unknown[]) : [];
  return isMembers(first) ? [first, "/credentialSubject/0"] : [isMembers(given) ? given : undefined, "/credentialSubject"];
}

function assessmentOf(one: Members, pointer: string): Assessment {
  const inside = (name: string, wrapper: string) => objectsIn(one[name], "").flatMap(([each]) => namedOf(each[wrapper] ?? each) ?? []);
  return {
    pointer,
    date: textOf(one["assessmentDate"]),
    compliant: typeof one["compliance"] === "boolean" ? one["compliance"] : typeof one["conformance"] === "boolean" ? one["conformance"] : null,
    topic: textOf(one["conformityTopic"]),
    facilities: inside("assessedFacility", "facility"),
    products: inside("assessedProduct", "product"),
    auditor: namedOf(one["auditor"]),
    declared: DECLARED.flatMap((name) => objectsIn(one[name], `${pointer}/${name}`)).flatMap(([each, at]) => declaredOf(each, at)),
  };
}

function declaredOf(one: Members, pointer: string): DeclaredValue[] {
  const [metric, measure] = [one["metric"], one["metricValue"] ?? one["measure"]];
  const name = textOf(one["metricName"]) ?? (isMembers(metric) ? textOf(metric["name"]) : null);
  if (!isMembers(measure) || name === null) return [];
  const value = numberText(measure["value"]) ?? textOf(measure["value"]);
  const period = isMembers(one["period"]) ? one["period"] : one;
  return value === null ? [] : [{ pointer, name, value, unit: textOf(measure["unit"]) ?? "", from: textOf(period["startDate"]) ?? textOf(period["from"]), to: textOf(period["endDate"]) ?? textOf(period["to"]) }];
}

const NOBODY: Named = { id: null, name: null, registeredId: null, gln: null, gtin: null };

function namedOf(value: unknown): Named | null {
  if (typeof value === "string") return { ...NOBODY, id: value, ...keysOf(value, null) };
  if (!isMembers(value)) return null;
  const [id, registeredId] = [textOf(value["id"]), textOf(value["registeredId"])];
  return { id, name: textOf(value["name"]), registeredId, ...keysOf(id, registeredId) };
}

/** A GLN or GTIN in either the URI or the registered number; a bare number is one by its length and check digit. */
function keysOf(id: string | null, registeredId: string | null): Pick<Named, "gln" | "gtin"> {
  const candidates = [id, ...(registeredId === null ? [] : [registeredId, `(414)${registeredId}`, `(01)${registeredId.padStart(14, "0")}`])];
  let gln: string | null = null;
  let gtin: string | null = null;
  for (const candidate of candidates) {
    const read = candidate === null ? undefined : readKey(candidate);
    if (read?.ok !== true) continue;
    if ("gln" in read.key) gln ??= read.key.gln;
    if ("gtin" in read.key && gln === null) gtin ??= read.key.gtin;
  }
  return { gln, gtin };
}

function fileOf(value: unknown): LinkedFile | null {
  if (!isMembers(value)) return null;
  const url = textOf(value["linkURL"]);
  return url === null ? null : { url, digest: textOf(value["hashDigest"]) ?? textOf(value["digestMultibase"]), method: textOf(value["hashMethod"]) };
}

/** A date without a time counts from its first instant, and one without an offset as UTC. */
function validityOf(value: unknown): Date | null {
  const text = textOf(value);
  return text === null ? null : (instantOf(text) ?? instantOf(`${text}Z`) ?? instantOf(`${text}T00:00:00Z`) ?? null);
}

function objectsIn(value: unknown, pointer: string): (readonly [Members, string])[] {
  const all = Array.isArray(value) ? (value as unknown[]).map((each, at) => [each, `${pointer}/${at}`] as const) : [[value, pointer] as const];
  return all.flatMap(([each, at]) => (isMembers(each) ? [[each, at] as const] : []));
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const textOf = (value: unknown): string | null => (typeof value === "string" && value.trim() !== "" ? value.trim() : null);

function problem(pointer: string, code: string, detail: string, severity: EventProblem["severity"]): EventProblem {
  return { pointer, code, detail, severity };
}
