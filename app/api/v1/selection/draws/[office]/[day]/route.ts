import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { plainDate } from "#lib/measures/period";
import { drawOf, drawnPage, recheckDraw } from "#lib/triage/queries/draws";
import { endpoint, serve } from "../../../../../kernel/endpoint.ts";
import { opened, sealed } from "../../../../../kernel/paging.ts";
import { drawShown, getDraw } from "../../../../../operations/selection.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getDraw, async ({ actor, parameters, query: { limit, after, drawn } }) => {
    const place = opened(after, (text) => /^\d{1,15}$/.test(text));
    const [office, day] = [parameters["office"] ?? "", plainDate(parameters["day"] ?? "")];
    const found = await reading(actor, "selection.read", async (tx) => {
      const draw = day === undefined ? undefined : await drawOf(tx, office, day);
      return draw === undefined ? undefined : { draw, page: await drawnPage(tx, draw, { limit, after: place === undefined ? undefined : Number(place), drawn: drawn === "true" }), recheck: await recheckDraw(tx, draw) };
    });
    if (found === undefined) throw new Refusal("not-found", "not-found", { kind: "draw", id: `${office} ${parameters["day"] ?? ""}` });
    const { draw, page, recheck } = found;
    return { status: 200, body: drawShown(draw, recheck, page.items, sealed(page.next === undefined ? null : String(page.next))) };
  }),
);
