import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { pageSize } from "#lib/feeds/filter";
import { opened, sealed } from "#lib/feeds/pageToken";
import { prefixesInHeader } from "#lib/feeds/query";
import { isKnown, listValues } from "#lib/feeds/queries/vocabulary";
import { EVENT_TYPES, parameterOf, shownValue, storedValue } from "#lib/feeds/resource";
import type { Resource } from "#lib/feeds/resource";
import { json, nextPage, resource } from "./adapter.ts";
import { named } from "./address.ts";
import { collection } from "./document.ts";
import { eventsOf } from "./eventList.ts";
import { epcFormatOf, mediaOf } from "./negotiation.ts";

type Routes = ReturnType<typeof resource>;

/** The list of a resource's values: `/epcis/bizSteps`. */
export function valuesOf(which: Resource): Routes {
  return resource(`/epcis/${which}`, {
    GET: async (actor, request) => {
      const { searchParams } = onlyPages(request);
      const token = searchParams.get("nextPageToken");
      const after = placeIn(which, token);
      const { rows, next } = await reading(actor, "event.read", (tx, scope) => listValues(tx, which, { limit: pageSize(searchParams), after }, scope));
      const values = which === "eventTypes" ? withStandard(rows, token === null) : rows;
      return answer(request, collection(values.map((value) => shownValue(value, epcFormatOf(request.headers)))), nextPage(request, next === null ? null : sealed(which, [next])));
    },
  });
}

/** The types of the standard stand on the first page, whether there are events or not. */
function withStandard(types: readonly string[], first: boolean): string[] {
  return [...(first ? EVENT_TYPES : []), ...types.filter((type) => !EVENT_TYPES.includes(type))];
}

/** One value of a resource, and what is below it: `/epcis/bizSteps/{bizStep}`. */
export function valueOf(which: Resource, name: string): Routes {
  return resource(`/epcis/${which}/{${name}}`, {
    GET: async (actor, request) => {
      onlyPages(request);
      await valueNamed(actor, request, which);
      return answer(request, collection(["events"]), {});
    },
  });
}

/** The events of one value of a resource: `/epcis/bizSteps/{bizStep}/events`. */
export function eventsOfValue(which: Resource, name: string): Routes {
  return resource(`/epcis/${which}/{${name}}/events`, {
    GET: async (actor, request) => eventsOf(actor, request, [parameterOf(which, await valueNamed(actor, request, which))]),
  });
}

/** The value that an address names, as it was written there. Refuses `unknown-resource` for one that no event within the actor's scope has. */
async function valueNamed(actor: Actor, request: Request, which: Resource): Promise<string> {
  const value = named(request, which);
  const stored = storedValue(which, value, prefixesInHeader(request.headers.get("GS1-Extensions")));
  const known = stored !== undefined && (await reading(actor, "event.read", async (tx, scope) => stored.standard || isKnown(tx, which, stored.value, scope)));
  if (!known) throw new Refusal("not-found", "unknown-resource", { name: value.slice(0, 80) });
  return value;
}

/** The address of a request that takes no parameters but those of pages. Refuses `unsupported-parameter`. */
export function onlyPages(request: Request): URL {
  const url = new URL(request.url);
  const other = [...url.searchParams.keys()].find((name) => name !== "perPage" && name !== "nextPageToken");
  if (other !== undefined) throw new Refusal("bad-input", "unsupported-parameter", { parameter: other.slice(0, 80) });
  return url;
}

/** Where a list goes on. Refuses `bad-page-token`. */
export function placeIn(list: string, token: string | null): string | undefined {
  if (token === null) return undefined;
  const [after] = opened(list, token) ?? [];
  if (typeof after !== "string") throw new Refusal("bad-input", "bad-page-token");
  return after;
}

function answer(request: Request, body: string, headers: Readonly<Record<string, string>>): Response {
  return json(body, 200, { ...headers, "content-type": mediaOf(request.headers), vary: "Accept, GS1-EPC-Format" });
}
