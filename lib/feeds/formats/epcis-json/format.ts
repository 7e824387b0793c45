import { readJson } from "../../exactJson.ts";
import type { EventProblem, Format, ReadDocument } from "../../event.ts";
import { localName } from "../../lotData.ts";
import { isContext, prefixesOf, qualified } from "../epcis/context.ts";
import { MOST_EVENTS, NO_CONTEXT, readEvents } from "../epcis/reading.ts";
import { inside, masterDataIn } from "./masterData.ts";
import { extensionName, formed, instant, isMembers, refuse, step, text } from "../epcis/shape.ts";
import type { Check, Members, Seen } from "../epcis/shape.ts";

/** EPCIS 2.0 in JSON or JSON-LD (EPCIS 2.0 section 10): a document, a query document, or one bare event. */
export const format: Format = {
  id: "epcis-json",
  contentTypes: ["application/json", "application/ld+json"],
  recognise: (body) => /^\s*\{/.test(body),
  read,
};

type Opened = { readonly kind: ReadDocument["kind"]; readonly events: readonly (readonly [unknown, string])[]; readonly context: unknown; readonly ignored: ReadonlySet<string> };

function read(body: string, { now }: { readonly now: Date }): ReadDocument {
  const json = readJson(body);
  if (!json.ok) return broken([{ pointer: "", code: json.code, detail: json.detail, severity: "error" }]);
  const seen: Seen = { problems: [], prefixes: prefixesOf(isMembers(json.value) ? json.value["@context"] : undefined), strict: true };
  const opened = open(json.value, seen);
  if (opened === undefined || seen.problems.some(({ severity }) => severity === "error")) return broken(seen.problems);
  const masterData = masterDataIn(json.value);
  const events = readEvents(opened.events, { context: opened.context, ignored: opened.ignored, strict: true, now });
  return { kind: opened.kind, events, documentProblems: seen.problems, ...(masterData.length === 0 ? {} : { masterData }) };
}

const broken = (documentProblems: readonly EventProblem[]): ReadDocument => ({ kind: "document", events: [], documentProblems });

function refusal(seen: Seen, pointer: string, code: string, detail: string): undefined {
  refuse(seen, pointer, code, detail);
  return undefined;
}

function open(document: unknown, seen: Seen): Opened | undefined {
  if (!isMembers(document)) return refusal(seen, "", "not-a-document", "an EPCIS document is a JSON object");
  const context = document["@context"];
  switch (document["type"]) {
    case "EPCISDocument":
      return openDocument(document, context, seen);
    case "EPCISQueryDocument":
      return openQueryDocument(document, context, seen);
    case undefined:
      return refusal(seen, "/type", "missing", "type is missing: EPCISDocument, EPCISQueryDocument or an event type");
    default:
      return { kind: "event", events: [[document, ""]], context, ignored: new Set() };
  }
}

const HEAD: Readonly<Record<string, Check>> = {
  "@context": (value, pointer, seen) => void (isContext(value) || refuse(seen, pointer, "not-a-context", NO_CONTEXT)),
  id: text,
  type: text,
  schemaVersion: formed(/^2\.\d+(?:\.\d+)*$/, "unsupported-version", "a version 2 of EPCIS"),
  creationDate: instant,
  instanceIdentifier: text,
  sender: text,
  receiver: text,
  epcisHeader: (value, pointer, seen) => void (isMembers(value) || refuse(seen, pointer, "not-an-object", "the header is an object")),
  epcisBody: (value, pointer, seen) => void (isMembers(value) || refuse(seen, pointer, "not-an-object", "the body is an object")),
};

function checkHead(document: Members, required: readonly string[], seen: Seen): void {
  for (const name of required) if (document[name] === undefined) refuse(seen, step(name), "missing", `${name} is missing`);
  for (const [name, value] of Object.entries(document)) {
    const check = Object.hasOwn(HEAD, name) ? HEAD[name] : undefined;
    if (check !== undefined) check(value, step(name), seen);
    else if (!name.startsWith("@")) extensionName(name, "", seen);
  }
}

function openDocument(document: Members, context: unknown, seen: Seen): Opened | undefined {
  checkHead(document, ["@context", "schemaVersion", "creationDate", "epcisBody"], seen);
  const body = isMembers(document["epcisBody"]) ? document["epcisBody"] : {};
  if (body["event"] !== undefined && body["eventList"] === undefined) return { kind: "document", events: [[body["event"], "/epcisBody/event"]], context, ignored: ignoredIn(document, context) };
  return listed("document", body["eventList"], "/epcisBody/eventList", context, ignoredIn(document, context), seen);
}

function openQueryDocument(document: Members, context: unknown, seen: Seen): Opened | undefined {
  checkHead(document, ["@context", "epcisBody"], seen);
  const results = inside(document, "epcisBody", "queryResults");
  const [events, vocabularies] = [inside(results, "resultsBody", "eventList"), inside(results, "resultsBody", "vocabularyList")];
  return listed("query-document", events ?? (Array.isArray(vocabularies) ? [] : undefined), "/epcisBody/queryResults/resultsBody/eventList", context, ignoredIn(results, context), seen);
}

function listed(kind: Opened["kind"], events: unknown, pointer: string, context: unknown, ignored: ReadonlySet<string>, seen: Seen): Opened | undefined {
  if (!Array.isArray(events)) return refusal(seen, pointer, events === undefined ? "missing" : "not-a-list", "the list of events is missing");
  if (events.length > MOST_EVENTS) return refusal(seen, pointer, "too-many-events", `the document has ${events.length} events, and at most ${MOST_EVENTS} are read of one`);
  return { kind, events: events.map((event: unknown, at) => [event, `${pointer}/${at}`] as const), context, ignored };
}

/** Fields that a repository added and that are no part of what the sender said: they are named in an extension `ignoreFields`. */
function ignoredIn(holder: unknown, context: unknown): ReadonlySet<string> {
  const named = isMembers(holder) ? Object.entries(holder).find(([name]) => localName(name) === "ignoreFields")?.[1] : undefined;
  const prefixes = prefixesOf(context);
  return new Set(Array.isArray(named) ? named.filter((name): name is string => typeof name === "string").map((name) => qualified(name, prefixes)) : []);
}
