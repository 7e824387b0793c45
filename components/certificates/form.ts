import { addDays, plainDate } from "#lib/measures/period";

/** The fields of the forms for certificates and carried-over stock, as their inputs are named. */
export const SUBMISSION_FIELDS = ["number", "site", "scope", "value", "unit", "from", "last", "supersedes", "extractOf", "proof"] as const;
export type SubmissionField = (typeof SUBMISSION_FIELDS)[number];

export const SCOPE_KINDS = ["gtins", "category", "hsPrefixes"] as const;

type Fields = Readonly<Record<string, string | undefined>>;

/**
 * What a form says as the body of a submission. Several GTINs or HS prefixes are parted by spaces, commas or lines; the last production
 * day, which people name, becomes the first that is no longer certified. What is empty is left out, so that it is refused as missing.
 */
export function submissionOf(fields: Fields): Record<string, unknown> {
  const kind = SCOPE_KINDS.find((one) => one === fields["scopeKind"]) ?? "gtins";
  const scope = fields["scope"];
  const values = (scope ?? "").split(/[\s,，、;；]+/).filter((value) => value !== "");
  const last = fields["last"];
  const day = last === undefined ? undefined : plainDate(last);
  const body = {
    number: fields["number"], site: fields["site"],
    scope: scope === undefined ? {} : { [kind]: kind === "category" ? scope : values },
    quantity: { value: fields["value"] ?? "", unit: fields["unit"] ?? "" },
    production: { from: fields["from"], to: day === undefined ? last : addDays(day, 1) },
    supersedes: fields["supersedes"], extractOf: fields["extractOf"], proof: fields["proof"],
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

const BY_POINTER: readonly (readonly [RegExp, SubmissionField])[] = [
  [/^\/number/, "number"], [/^\/site/, "site"], [/^\/scope/, "scope"], [/^\/quantity\/unit/, "unit"], [/^\/quantity/, "value"],
  [/^\/production\/from/, "from"], [/^\/production/, "last"], [/^\/supersedes/, "supersedes"], [/^\/extractOf/, "extractOf"], [/^\/proof/, "proof"],
];

/** The input that a problem's pointer (RFC 6901) into the body points at; the first of the form where it points at none of them. */
export function fieldAt(pointer: string): SubmissionField {
  return BY_POINTER.find(([pattern]) => pattern.test(pointer))?.[1] ?? "number";
}
