import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { simulateFall } from "#lib/capacity/commands/simulate";
import { certificateView } from "#lib/certificates/queries";
import { declarationNumbers } from "#lib/consignments/queries";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { LINES_SHOWN, postSimulation, simulated } from "../../../operations/capacity.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSimulation, async ({ actor, body }) => {
    const certificate = simulated(body);
    const answer = await reading(actor, "capacity.simulate", async (tx) => {
      const view = await certificateView(tx, certificate);
      if (view === undefined) throw new Refusal("not-found", "unknown-certificate", { number: certificate });
      const { lines, accounts } = await simulateFall(tx, view.site.id, certificate, new Date());
      const shown = lines.slice(0, LINES_SHOWN);
      const numbers = await declarationNumbers(tx, shown.map((one) => one.declarationId));
      const named = shown.map(({ declarationId, line, before, after }) => ({ declaration: numbers.get(declarationId) ?? "", line, before, after }));
      return { certificate, site: view.site.publicId, total: lines.length, lines: named, accounts };
    });
    return { status: 200, body: answer };
  }),
);
