import type { EventProblem, Format, ReadDocument } from "../../event.ts";
import { instantOf } from "../../instant.ts";
import { EVENT_TYPES } from "../epcis/eventShape.ts";
import { MOST_EVENTS, readEvents } from "../epcis/reading.ts";
import { EventList } from "./events.ts";
import { masterDataOf, within } from "./masterData.ts";
import { isStandard } from "./names.ts";
import { readTree } from "./tree.ts";
import type { Element } from "./tree.ts";

/**
 * EPCIS 2.0 and 1.0 to 1.2 in XML: a document, master data, a query document, the results of a query or its callback (bare or in a
 * SOAP envelope), or one bare event. Each event becomes EPCIS 2.0 JSON by the standard's mapping and is checked as such; pointers
 * are JSON pointers into that form.
 */
export const format: Format = {
  id: "epcis-xml",
  contentTypes: ["application/xml", "text/xml", "application/soap+xml"],
  recognise: (body) => /^\uFEFF?\s*</.test(body),
  read,
};

const BARE = new Set([...EVENT_TYPES, "QuantityEvent"]);
const SOAP = /^(?:http:\/\/schemas\.xmlsoap\.org\/soap\/envelope\/|http:\/\/www\.w3\.org\/2003\/05\/soap-envelope)$/;

/** A document being read: its root, what it holds, and what is wrong with it. */
type Open = { readonly root: Element; readonly list: EventList; readonly problems: EventProblem[] };

function read(body: string, { now }: { readonly now: Date }): ReadDocument {
  const list = new EventList();
  const tree = readTree(body.replace(/^\uFEFF/, ""), (element, above) => list.take(element, above));
  if (!tree.ok) return { kind: "document", events: [], documentProblems: [problem("", tree.code, tree.detail)] };
  const open: Open = { root: unwrapped(tree.root), list, problems: [] };
  const { kind, holder } = opened(open);
  if (list.seen > MOST_EVENTS) open.problems.push(problem("/epcisBody/eventList", "too-many-events", `the document has ${list.seen} events, and at most ${MOST_EVENTS} are read of one`));
  const masterData = vocabularies(open, holder);
  const failed = open.problems.some(({ severity }) => severity === "error");
  const ignored = failed ? new Set<string>() : ignoredIn(holder, open.root);
  const events = failed ? [] : readEvents(list.found, { context: list.context, ignored, strict: false, now });
  return { kind, events, documentProblems: open.problems, ...(masterData.length === 0 ? {} : { masterData }) };
}

/** What kind of document it is, and the element that holds its events; problems are noted. */
function opened(open: Open): { readonly kind: ReadDocument["kind"]; readonly holder: Element } {
  const { root, list } = open;
  if (isStandard(root) && BARE.has(root.local)) {
    list.bare(root);
    return { kind: "event", holder: root };
  }
  switch (isStandard(root) ? root.local : "") {
    case "EPCISDocument":
    case "EPCISMasterDataDocument":
      checkHead(open);
      checkBody(open);
      return { kind: "document", holder: root };
    case "EPCISQueryDocument":
      checkHead(open);
      return { kind: "query-document", holder: message(bodyOf(open)?.children[0], open) };
    default:
      return { kind: "query-document", holder: message(root, open) };
  }
}

/** What a SOAP envelope holds; any other element itself. */
function unwrapped(root: Element): Element {
  if (root.local !== "Envelope" || !SOAP.test(root.uri)) return root;
  return root.children.find(({ local }) => local === "Body")?.children[0] ?? root;
}

const attributeOf = (element: Element, name: string): string | undefined => element.attributes.find(({ uri, local }) => uri === "" && local === name)?.value.trim();

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

function checkHead({ root, problems }: Open): void {
  const [version, created] = [attributeOf(root, "schemaVersion"), attributeOf(root, "creationDate")];
  if (version === undefined) problems.push(problem("/schemaVersion", "missing", "schemaVersion is missing"));
  else if (!/^[12](?:\.\d+)*$/.test(version)) problems.push(problem("/schemaVersion", "unsupported-version", `${JSON.stringify(version.slice(0, 40))} is no version of EPCIS from 1.0 to 2.0`));
  if (created === undefined) problems.push(problem("/creationDate", "missing", "creationDate is missing"));
  else if (instantOf(created) === undefined && !LOCAL_TIME.test(created)) problems.push(problem("/creationDate", "not-an-instant", `${JSON.stringify(created.slice(0, 40))} is not an instant`));
}

function bodyOf({ root, problems }: Open): Element | undefined {
  const [body] = within(root, "EPCISBody");
  if (body === undefined) problems.push(problem("/epcisBody", "missing", "EPCISBody is missing"));
  return body;
}

/** A document's body holds a list of events or of vocabularies; what is of the standard and neither is refused. */
function checkBody(open: Open): void {
  strangers(open.root, ["EPCISHeader", "EPCISBody", "extension"], "", open);
  const body = bodyOf(open);
  if (body === undefined) return;
  strangers(body, ["EventList", "VocabularyList", "extension"], "/epcisBody", open);
  if (within(body, "EventList").length === 0 && vocabularyLists(open.root).length === 0) open.problems.push(problem("/epcisBody/eventList", "missing", "EventList is missing"));
}

function strangers(element: Element, known: readonly string[], pointer: string, { problems }: Open): void {
  for (const child of element.children) if (isStandard(child) && !known.includes(child.local)) problems.push(problem(`${pointer}/${child.local}`, "unknown-member", `${child.local} does not stand here`));
}

/** One message of the query interface: results hold events or vocabularies, a question holds none, an exception is told. */
function message(element: Element | undefined, { root, problems }: Open): Element {
  const name = element !== undefined && (isStandard(element) || SOAP.test(element.uri)) ? element.local : "";
  if (element === undefined || name === "") {
    problems.push(problem("", "not-a-document", `${root.local.slice(0, 60)} is neither an EPCIS document, a query document nor an event`));
  } else if (/(?:Exception|Fault)$/.test(name)) {
    const reason = element.children.find(({ local }) => local === "reason" || local === "faultstring")?.text.trim() ?? "";
    problems.push(problem("/epcisBody", "query-failed", `${name}: ${reason.slice(0, 200)}`));
  } else if (name !== "QueryResults") {
    if (QUESTIONS.test(name)) problems.push({ ...problem("/epcisBody", "no-events", `${name} is a message of the query interface and holds no events`), severity: "warning" });
    else problems.push(problem("", "not-a-document", `${name.slice(0, 60)} is not known to EPCIS`));
  } else if (!within(element, "resultsBody").some((body) => within(body, "EventList").length + within(body, "VocabularyList").length > 0)) {
    problems.push(problem("/epcisBody/queryResults/resultsBody", "missing", "resultsBody holds neither EventList nor VocabularyList"));
  }
  return element ?? root;
}

const QUESTIONS = /^(?:Poll|(?:Uns|S)ubscribe|GetQueryNames|GetSubscriptionIDs|Get(?:Standard|Vendor)Version)(?:Result)?$/;

/** Lists of vocabularies in the header, in the body, or in the results of a query. */
function vocabularyLists(holder: Element): Element[] {
  const [lists, inner] = [within(holder, "VocabularyList"), ["EPCISHeader", "extension", "EPCISMasterData", "EPCISBody", "resultsBody"]];
  return [...lists, ...inner.flatMap((name) => within(holder, name)).flatMap(vocabularyLists)];
}

function vocabularies({ root, list }: Open, holder: Element) {
  return [...new Set([...vocabularyLists(root), ...vocabularyLists(holder)])].flatMap((one) => masterDataOf(one, list.prefixing));
}

/** Fields that a repository added and that are no part of what the sender said: an element `ignoreFields` has one element named like each. */
function ignoredIn(holder: Element, root: Element): ReadonlySet<string> {
  const named = [root, holder].flatMap(({ children }) => children).filter(({ local, uri }) => local === "ignoreFields" && uri !== "");
  return new Set(named.flatMap(({ children }) => children).map((child) => (isStandard(child) ? child.local : `{${child.uri}}${child.local}`)));
}

function problem(pointer: string, code: string, detail: string): EventProblem {
  return { pointer, code, detail, severity: "error" };
}
