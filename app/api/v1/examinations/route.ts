import { reading } from "#lib/audit/command";
import { listExaminations } from "#lib/inspections/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { examinationShown, listExaminationsCall } from "../../operations/examinations.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listExaminationsCall, async ({ actor, query: { limit, after, ...filter } }) => {
    const page = await reading(actor, "desk.read", (tx) => listExaminations(tx, filter, { limit, after: opened(after, (text) => /^\d{1,15}$/.test(text)) }));
    return { status: 200, body: { items: page.items.map(examinationShown), next: sealed(page.next) } };
  }),
);
