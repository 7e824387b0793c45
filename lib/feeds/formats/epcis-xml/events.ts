import { MOST_EVENTS } from "../epcis/reading.ts";
import type { SentEvent } from "../epcis/reading.ts";
import { canonicalEvent } from "./canonical.ts";
import { Prefixing, scopeOf } from "./names.ts";
import type { Element } from "./tree.ts";

const LIST = "/epcisBody/eventList";
const RESULTS = "/epcisBody/queryResults/resultsBody/eventList";

/** What surrounds events; a list of events is one only where nothing else is above it. */
const AROUND = new Set(["Envelope", "Body", "EPCISDocument", "EPCISQueryDocument", "EPCISBody", "QueryResults", "resultsBody", "EventList", "extension"]);

/** Gathers the events of a document in the JSON model as their elements close, so that only one at a time stands in memory as XML. */
export class EventList {
  readonly prefixing = new Prefixing();
  readonly found: SentEvent[] = [];
  /** How many there were; beyond MOST_EVENTS none is kept. */
  seen = 0;
  private scope: ReadonlyMap<string, string> | undefined;

  /** Takes an element that closes; true when it is an event, which then leaves the tree. */
  take(element: Element, above: readonly Element[]): boolean {
    const inList = element.local !== "extension" && above.some(({ local }) => local === "EventList") && above.every(({ local }) => AROUND.has(local));
    if (!inList) return false;
    if (++this.seen > MOST_EVENTS) return true;
    const pointer = above.some(({ local }) => local === "QueryResults") ? RESULTS : LIST;
    this.found.push([canonicalEvent(element, this.surroundings(above)), `${pointer}/${this.found.length}`]);
    return true;
  }

  /** Takes a bare event. */
  bare(element: Element): void {
    this.found.push([canonicalEvent(element, this.surroundings([element])), ""]);
  }

  /** The prefixes of the document as JSON-LD defines them. */
  get context(): readonly unknown[] {
    return this.prefixing.needed ? [CONTEXT, this.prefixing.defined] : [CONTEXT];
  }

  private surroundings(above: readonly Element[]): { readonly prefixing: Prefixing; readonly scope: ReadonlyMap<string, string> } {
    if (this.scope === undefined) {
      for (const { declared } of above) this.prefixing.declare(declared);
      this.scope = scopeOf(above);
    }
    return { prefixing: this.prefixing, scope: this.scope };
  }
}

/** The version of the standard's JSON-LD context that the short names of the JSON model are meant by. */
const CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
