"use server";
import { refresh } from "next/cache";
import { getLocale } from "next-intl/server";
import type { Unread } from "#components/references/UploadForm";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage } from "#lib/access/session";
import { answerLimit, proposeLimit } from "#lib/risk/commands/limits";
import { answerReferenceWithdrawal, proposeReferenceWithdrawal } from "#lib/risk/commands/reference-withdrawals";
import { answerReference, proposeReference } from "#lib/risk/commands/references";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function upload(_: Outcome<Unread>, form: FormData): Promise<Outcome<Unread>> {
  return outcomeOf(async () => {
    const read = (name: string) => textOf(form, name) ?? "";
    const file = form.get("file");
    const last = new Date(`${read("season/last")}T00:00:00Z`);
    try {
      const { id } = await proposeReference(await actorOfPage(), {
        origin: read("origin"), name: { en: read("name/en"), zh: read("name/zh") }, country: read("country"), category: read("category"), source: read("source"), reason: read("reason"),
        sites: read("sites").split(/[\n,;，；]+/).map((text) => text.trim()).filter((text) => text !== ""),
        season: { from: read("season/from"), to: Number.isNaN(last.getTime()) ? read("season/last") : new Date(last.getTime() + 86_400_000).toISOString().slice(0, 10) },
        ...(file instanceof File ? { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name } : {}),
      });
      return redirect({ href: `/rules/references/${id}`, locale: await getLocale() });
    } catch (error) {
      if (error instanceof Refusal && error.code === "reference-unreadable") return { problems: error.errors.map(({ pointer, code, detail }) => ({ ...placeOf(pointer), code, detail })) };
      throw error;
    }
  });
}

function placeOf(pointer: string): { readonly row: number; readonly column: string } {
  const parts = /^\/rows\/(\d+)(?:\/(.*))?$/.exec(pointer);
  return { row: Number(parts?.[1] ?? 0), column: parts?.[2] ?? "" };
}

export async function answer(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await answerReference(await actorOfPage(), { id: Number(textOf(form, "id")), answer: textOf(form, "answer"), note: textOf(form, "note") ?? "" });
    refresh();
    return undefined;
  });
}

export async function takeOut(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await proposeReferenceWithdrawal(await actorOfPage(), { id: Number(textOf(form, "id")), reason: textOf(form, "reason") ?? "" });
    refresh();
    return undefined;
  });
}

export async function answerTakingOut(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await answerReferenceWithdrawal(await actorOfPage(), { id: Number(textOf(form, "id")), answer: textOf(form, "answer"), note: textOf(form, "note") ?? "" });
    refresh();
    return undefined;
  });
}

export async function changeLimit(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const read = (name: string) => textOf(form, name) ?? "";
    const version = textOf(form, "version");
    await proposeLimit(await actorOfPage(), {
      category: read("category"),
      measure: read("measure"),
      lowest: read("lowest"),
      highest: read("highest"),
      activationEnergy: read("activationEnergy"),
      source: read("source"),
      reason: read("reason"),
      ...(version === undefined ? {} : { expectedVersion: Number(version) }),
    });
    refresh();
    return undefined;
  });
}

export async function answerChange(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await answerLimit(await actorOfPage(), { id: Number(textOf(form, "id")), answer: textOf(form, "answer"), note: textOf(form, "note") ?? "" });
    refresh();
    return undefined;
  });
}
