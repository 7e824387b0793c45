"use server";
import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { approveCarryOver, submitCarryOver } from "#lib/certificates/commands/carryOver";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { setPolicy } from "#lib/certificates/commands/policy";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { fieldAt, submissionOf } from "../../../../components/certificates/form.ts";
import { redirect } from "../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../outcome.ts";

const fieldsOf = (form: FormData): Record<string, string | undefined> => Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]));

/** Puts each problem beside the input that it is about. */
function atInputs<Result>(outcome: Outcome<Result>): Outcome<Result> {
  return outcome.state === "refused" ? { ...outcome, fields: outcome.fields.map(({ pointer, code }) => ({ pointer: `/${fieldAt(pointer)}`, code })) } : outcome;
}

export async function submit(_: Outcome, form: FormData): Promise<Outcome> {
  return atInputs(await outcomeOf(async () => {
    const { number } = await submitCertificate(await actorOfPage(), submissionOf(fieldsOf(form)));
    redirect({ href: `/certificates/${encodeURIComponent(number)}`, locale: await getLocale() });
    return undefined;
  }));
}

export async function decideOn(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const { number, decision, effective, reason, version } = fieldsOf(form);
    await decideCertificate(await actorOfPage(), { number, decision, effective: effective ?? "", reason: reason ?? "", expectedVersion: Number(version) });
    redirect({ href: `/certificates/${encodeURIComponent(number ?? "")}`, locale: await getLocale() });
    return undefined;
  });
}

export async function carryOver(_: Outcome, form: FormData): Promise<Outcome> {
  return atInputs(await outcomeOf(async () => {
    await submitCarryOver(await actorOfPage(), submissionOf(fieldsOf(form)));
    refresh();
    return undefined;
  }));
}

export async function approve(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await approveCarryOver(await actorOfPage(), { id: Number(textOf(form, "id")) });
    refresh();
    return undefined;
  });
}

export async function savePolicy(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const { category, warningShare, reserveShare, version } = fieldsOf(form);
    await setPolicy(await actorOfPage(), { category: category ?? "", warningShare: warningShare ?? "", reserveShare: reserveShare ?? "", ...(version === undefined ? {} : { expectedVersion: Number(version) }) });
    refresh();
    return undefined;
  });
}
