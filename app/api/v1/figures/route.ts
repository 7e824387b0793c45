import { reading } from "#lib/audit/command";
import { FIGURES } from "#lib/dashboards/figure";
import { figureNow, standingOfFigures } from "#lib/dashboards/queries/figures";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { figureFilterOf, figureShown, listFigures as operation } from "../../operations/figures.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query }) => {
    const now = new Date();
    const body = await reading(actor, "figure.read", async (tx) => {
      const [standing, items] = await Promise.all([standingOfFigures(tx), Promise.all(FIGURES.map(async ({ name }) => figureShown(name, await figureNow(tx, name, figureFilterOf(query), now))))]);
      return { asOf: standing.asOf?.toISOString() ?? null, waiting: standing.waiting, items };
    });
    return { status: 200, body };
  }),
);
