import { Refusal } from "#lib/access/refusal";
import { bodyText } from "../bodyText.ts";
import { CAPTURE_EVENTS } from "../captureLimit.ts";
import { decodeText } from "../charset.ts";
import type { EventProblem, Format, ReadDocument } from "../event.ts";
import { formatsFor, mediaType } from "../formats/registry.ts";

/** Why a whole document cannot be taken in; `facts` fill the sentence of `code`, `problems` point into it. */
export type Failure = { readonly code: string; readonly facts: Readonly<Record<string, string | number>>; readonly problems: readonly EventProblem[] };

/** A document that was read, or why it could not be. */
export type Opened =
  | { readonly ok: true; readonly format: Format; readonly text: string; readonly document: ReadDocument }
  | { readonly ok: false; readonly format: Format | undefined; readonly text: string | undefined; readonly failure: Failure };

/** Reads a document's bytes as one of the formats its content type stands for. `arrived` is the instant it came: a later reading finds the same. */
export function openDocument(bytes: Uint8Array, contentType: string, arrived: Date): Opened {
  const decoded = decode(bytes, contentType);
  if (!decoded.ok) return { ok: false, format: undefined, text: undefined, failure: failureOf("not-utf8", {}, decoded.detail, decoded.code) };
  const { text } = decoded;
  const format = formatsFor(contentType).find((each) => each.recognise(text));
  if (format === undefined) return { ok: false, format, text, failure: failureOf("invalid-document", { problems: 1 }, "The body is in no format that this content type stands for.", "not-a-document") };
  const document = storable(format.read(text, { now: arrived }), text);
  const errors = document.documentProblems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { ok: false, format, text, failure: { code: "invalid-document", facts: { problems: errors.length }, problems: errors } };
  const events = document.events.length;
  if (events > CAPTURE_EVENTS) return { ok: false, format, text, failure: failureOf("too-many-events", { limit: CAPTURE_EVENTS, events }, `${events} events in one document, where ${CAPTURE_EVENTS} are taken.`) };
  return { ok: true, format, text, document };
}

/** What a document is told of, without the characters that no record holds: U+0000 and halves of surrogate pairs become U+FFFD. */
function storable(document: ReadDocument, text: string): ReadDocument {
  if (!/\0|\\u(?:0000|d[89a-f])/i.test(text)) return document;
  const plain = (value: string): string => value.replaceAll("\0", "\uFFFD").toWellFormed();
  const told = (problems: readonly EventProblem[]): EventProblem[] =>
    problems.map((problem) => JSON.parse(JSON.stringify(problem), (_, value: unknown) => (typeof value === "string" ? plain(value) : value)) as EventProblem);
  const events = document.events.map((event) => ({ ...event, eventID: event.eventID === null ? null : plain(event.eventID), problems: told(event.problems) }));
  return { ...document, events, documentProblems: told(document.documentProblems) };
}

/** A failure as the no that its sender is told. */
export function refusalOf({ code, facts, problems }: Failure): Refusal {
  return new Refusal("bad-input", code, facts, problems.map((problem) => ({ pointer: problem.pointer, code: problem.code, detail: problem.detail })));
}

/** A failure of one problem with the document as a whole. */
export function failureOf(code: string, facts: Failure["facts"], detail: string, problem: string = code): Failure {
  return { code, facts, problems: [{ pointer: "", code: problem, detail, severity: "error" }] };
}

type Decoding = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: string; readonly detail: string };

/** JSON and XML say or fix their encoding; of a table nobody knows it. */
function decode(bytes: Uint8Array, contentType: string): Decoding {
  return /(?:json|xml)$/.test(mediaType(contentType)) ? bodyText(bytes, contentType) : decodeText(bytes);
}
