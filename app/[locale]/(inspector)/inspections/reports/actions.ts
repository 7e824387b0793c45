"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { submitInspectionReport } from "#lib/certificates/commands/report";
import { startReports } from "#lib/lodging/commands/import-receive";
import { reportFieldAt, reportOf } from "../../../../../components/inspections/report-form.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function submit(_: Outcome<{ readonly number: string }>, form: FormData): Promise<Outcome<{ readonly number: string }>> {
  const outcome = await outcomeOf(async () => {
    const { number } = await submitInspectionReport(await actorOfPage(), reportOf(Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]))));
    return { number };
  });
  return outcome.state === "refused" ? { ...outcome, fields: outcome.fields.map(({ pointer, code }) => ({ pointer: `/${reportFieldAt(pointer)}`, code })) } : outcome;
}

export async function start(id: number): Promise<Outcome> {
  return outcomeOf(async () => {
    await startReports(await actorOfPage(), { id });
    refresh();
    return undefined;
  });
}
