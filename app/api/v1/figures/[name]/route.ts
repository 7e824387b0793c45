import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { figureOf } from "#lib/dashboards/figure";
import { figureNow, standingOfFigures } from "#lib/dashboards/queries/figures";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { figureFilterOf, figureShown, getFigure as operation } from "../../../operations/figures.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query, parameters }) => {
    const figure = figureOf(parameters["name"] ?? "");
    if (figure === undefined) throw new Refusal("not-found", "unknown-figure", { name: parameters["name"] ?? "" });
    const body = await reading(actor, "figure.read", async (tx) => {
      const [standing, value] = await Promise.all([standingOfFigures(tx), figureNow(tx, figure.name, figureFilterOf(query), new Date())]);
      return { ...figureShown(figure.name, value), asOf: standing.asOf?.toISOString() ?? null, waiting: standing.waiting };
    });
    return { status: 200, body };
  }),
);
