import { Refusal } from "#lib/access/refusal";
import type { EventProblem } from "#lib/feeds/event";
import { capacityDrafts } from "#lib/feeds/formats/untp/capacity";
import { readCredential } from "#lib/feeds/formats/untp/credential";

/**
 * The certificate that a body stands for: a UNTP conformity credential, bare or enveloped, becomes the capacity certificate it declares; any other body is
 * itself. Refuses `invalid-credential`, and `not-one-capacity` when it declares none or several. The signature is not looked at: who submits answers for it.
 */
export function certificateIn(body: unknown, now: Date): unknown {
  if (!isCredential(body)) return body;
  const { record, problems } = readCredential(JSON.stringify(body), { now });
  if (record === null) throw invalid(problems);
  const drafts = capacityDrafts(record);
  const [only] = drafts;
  if (only === undefined || drafts.length > 1) throw new Refusal("unprocessable", "not-one-capacity", { capacities: drafts.length });
  const refused = record.assessments.some(({ compliant }) => compliant === false) ? problems.filter(({ code }) => code === "not-compliant") : [];
  const errors = [...problems.filter(({ severity }) => severity === "error"), ...refused, ...only.problems.filter(({ severity }) => severity === "error")];
  if (errors.length > 0) throw invalid(errors);
  return only.draft;
}

function isCredential(body: unknown): boolean {
  if (typeof body !== "object" || body === null || !("type" in body)) return false;
  const types: unknown[] = Array.isArray(body.type) ? (body.type as unknown[]) : [body.type];
  return types.some((type) => type === "VerifiableCredential" || type === "EnvelopedVerifiableCredential" || type === "DigitalConformityCredential");
}

function invalid(problems: readonly EventProblem[]): Refusal {
  return new Refusal("bad-input", "invalid-credential", { problems: problems.length }, problems.map(({ pointer, code, detail }) => ({ pointer, code, detail })));
}
