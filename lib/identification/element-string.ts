import { elementForm, isDate, leadingIdentifier } from "./application-identifier.ts";
import { inCharacterSet82 } from "./characters.ts";
import { checkDigit } from "./check-digit.ts";
import { elementsOf, keyOfElements } from "./key.ts";
import type { Element, Key, ReadKey } from "./key.ts";
import { refuseKey } from "./problem.ts";
import type { KeyProblem } from "./problem.ts";

/** FNC1 as scanners send it between elements: ASCII group separator. */
export const SEPARATOR = "\u001d";

/** Symbology identifiers of barcodes that carry element strings: GS1-128, DataBar, DataMatrix, QR Code, DotCode (General Specifications 5). */
const SYMBOLOGY = /^\](?:C1|e0|d2|Q3|J1)/;

/**
 * Reads an element string, `(01)09506000134352(10)ABC` or as scanned with FNC1. A bracket inside a value is written `\(`.
 * Elements beside the key are checked in form and left aside.
 */
export function readElementString(text: string): ReadKey | KeyProblem {
  const elements = readElements(text);
  return Array.isArray(elements) ? keyOfElements(elements) : elements;
}

/** The elements of an element string in their order, each checked in form; none stands twice. */
export function readElements(text: string): Element[] | KeyProblem {
  const elements = text.startsWith("(") ? bracketed(text) : scanned(text.replace(SYMBOLOGY, ""));
  if (!Array.isArray(elements)) return elements;
  for (const element of elements) {
    const problem = elementProblem(element);
    if (problem !== undefined) return problem;
  }
  const repeated = elements.find(({ ai }, place) => elements.findIndex((other) => other.ai === ai) !== place);
  if (repeated !== undefined) return refuseKey("repeated-element", `(${repeated.ai}) stands twice`);
  return elements;
}

/** Writes a key as an element string, in brackets for people or plain for a barcode (no FNC1 is needed: what varies in length stands last). */
export function toElementString(key: Key, form: "bracketed" | "plain" = "bracketed"): string {
  return elementsOf(key)
    .map(({ ai, value }) => (form === "plain" ? `${ai}${value}` : `(${ai})${value.replaceAll("(", "\\(")}`))
    .join("");
}

/** Checks an element's value against the form of its application identifier, with its check digit and date; undefined when it holds. */
export function elementProblem({ ai, value }: Element): KeyProblem | undefined {
  const form = elementForm(ai);
  if (form === undefined) return refuseKey("unknown-scheme", `(${ai}) is not a known application identifier`);
  if (value.length < form.least) return refuseKey("bad-length", `(${ai}) has at least ${form.least} characters, read ${value.length}`);
  if (value.length > form.most) return refuseKey(form.least === form.most ? "bad-length" : "too-long", `(${ai}) has at most ${form.most} characters, read ${value.length}`);
  if (form.group !== undefined && (value.length - form.least) % form.group !== 0) return refuseKey("bad-length", `(${ai}) has ${form.least} characters and groups of ${form.group} behind them, read ${value.length}`);
  if (!/^\d*$/.test(value.slice(0, form.digits))) return refuseKey("not-digits", `(${ai}) begins with digits, read ${JSON.stringify(value)}`);
  if (form.checked !== undefined) {
    const right = checkDigit(value.slice(0, form.checked - 1));
    if (value[form.checked - 1] !== right) return refuseKey("bad-check-digit", `the check digit of (${ai}) ${value} should be ${right}`);
  }
  if (form.date !== undefined && !isDate(value, form.date)) return refuseKey("bad-date", `(${ai}) ${value} begins with no date of the form ${form.date}`);
  if (!inCharacterSet82(value)) return refuseKey("bad-character", `(${ai}) ${JSON.stringify(value)} has characters outside GS1's set 82`);
  return undefined;
}

function bracketed(text: string): Element[] | KeyProblem {
  const elements: Element[] = [];
  const element = /\((\d{2,4})\)((?:\\\(|[^(])+)/y;
  while (element.lastIndex < text.length) {
    const at = element.lastIndex;
    const found = element.exec(text);
    if (found === null) return refuseKey("unknown-scheme", `no element such as (01)09506000134352 at ${JSON.stringify(text.slice(at, at + 20))}`);
    elements.push({ ai: found[1] ?? "", value: (found[2] ?? "").replaceAll("\\(", "(") });
  }
  return elements;
}

function scanned(text: string): Element[] | KeyProblem {
  const elements: Element[] = [];
  let rest = text.startsWith(SEPARATOR) ? text.slice(1) : text;
  while (rest !== "") {
    const ai = leadingIdentifier(rest);
    const form = ai === undefined ? undefined : elementForm(ai);
    if (ai === undefined || form === undefined) return refuseKey("unknown-scheme", `no application identifier at ${JSON.stringify(rest.slice(0, 20))}`);
    const body = rest.slice(ai.length);
    const end = body.indexOf(SEPARATOR);
    const run = end === -1 ? body.length : end;
    const length = form.least === form.most ? Math.min(run, form.most) : run;
    elements.push({ ai, value: body.slice(0, length) });
    rest = body.slice(body[length] === SEPARATOR ? length + 1 : length);
  }
  return elements;
}
