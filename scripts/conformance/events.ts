import { createHash } from "node:crypto";
import { admit } from "#lib/feeds/admission";
import { bodyText } from "#lib/feeds/bodyText";
import type { EventProblem, ReadDocument } from "#lib/feeds/event";
import { FORMATS } from "#lib/feeds/formats/registry";

/** What a manifest wants of a file; a file that no manifest names is only tried. */
export const EXPECTATIONS = ["capture", "refuse", "read", "hash", "either", "other"] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

/** What stands beside a vector: the hashes of its events, or the texts they are taken of. */
export type Beside = { readonly hashes?: string; readonly prehashes?: string };

/** No definite answer takes longer, in milliseconds. */
const PATIENCE = 10_000;

/** Why a file is not answered as it should be; undefined when it is. Every file gets a definite answer in time, whatever is expected. */
export function failureOf(body: Uint8Array, extension: string, expected: Expectation, beside: Beside, now: Date): string | undefined {
  const begun = performance.now();
  let document: ReadDocument;
  try {
    document = documentOf(body, extension, now);
  } catch (error) {
    return `it throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const took = performance.now() - begun;
  if (took > PATIENCE) return `it takes ${Math.round(took)} ms`;
  switch (expected) {
    case "capture":
      return notTaken(document);
    case "refuse":
      return refused(document) ? undefined : "it is taken in, and should be refused";
    case "read":
      return document.kind === "query-document" ? withErrors(document) : `it is read as ${document.kind}, and should be a query document`;
    case "hash":
      return otherHashes(document, beside);
    case "either":
    case "other":
      return undefined;
  }
}

/** What the capture interface makes of a body: its text, the format that recognises it, the document. */
function documentOf(body: Uint8Array, extension: string, now: Date): ReadDocument {
  const contentType = /^xml$/i.test(extension) ? "application/xml" : "application/ld+json";
  const text = bodyText(body, contentType);
  if (!text.ok) return unreadable(text.code, text.detail);
  const format = FORMATS.filter(({ contentTypes }) => contentTypes.includes(contentType)).find((each) => each.recognise(text.text));
  return format === undefined ? unreadable("not-a-document", "no format recognises it") : format.read(text.text, { now });
}

const unreadable = (code: string, detail: string): ReadDocument => ({ kind: "document", events: [], documentProblems: [{ pointer: "", code, detail, severity: "error" }] });

const errorsOf = (document: ReadDocument): readonly EventProblem[] => [...document.documentProblems, ...document.events.flatMap(({ problems }) => problems)].filter(({ severity }) => severity === "error");

const shown = (problems: readonly EventProblem[]): string => problems.slice(0, 5).map(({ pointer, code, detail }) => `${pointer} ${code}: ${detail}`).join("\n  ");

const withErrors = (document: ReadDocument): string | undefined => {
  const errors = errorsOf(document);
  return errors.length === 0 ? undefined : shown(errors);
};

const refused = (document: ReadDocument): boolean => document.documentProblems.some(({ severity }) => severity === "error") || !admit(document.events, [], "rollback").success;

function notTaken(document: ReadDocument): string | undefined {
  if (document.events.length === 0 && document.masterData === undefined) return withErrors(document) ?? "it holds no events";
  if (!refused(document)) return undefined;
  return withErrors(document) ?? shown(admit(document.events, [], "rollback").outcomes.filter(({ outcome }) => outcome === "rejected").flatMap(({ problems }) => problems));
}

function otherHashes(document: ReadDocument, { hashes, prehashes }: Beside): string | undefined {
  const wanted = hashes === undefined ? linesOf(prehashes ?? "").map(hashOf) : linesOf(hashes);
  if (wanted.length === 0) return "there are no hashes beside it";
  const got = document.events.map(({ content }) => content?.hash);
  if (got.length !== wanted.length) return `${wanted.length} hashes are wanted, ${got.length} events were read\n  ${withErrors(document) ?? ""}`;
  const wrong = wanted.findIndex((hash, at) => hash !== got[at]);
  return wrong < 0 ? undefined : `event ${wrong} has ${got[wrong] ?? `no hash: ${withErrors(document) ?? ""}`}, wanted is ${wanted[wrong] ?? ""}`;
}

const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== "");

const hashOf = (preHash: string): string => `ni:///sha-256;${createHash("sha256").update(preHash, "utf8").digest("hex")}?ver=CBV2.0`;

/** How many hashes a vector tells. */
export const hashesIn = ({ hashes, prehashes }: Beside): number => linesOf(hashes ?? prehashes ?? "").length;
