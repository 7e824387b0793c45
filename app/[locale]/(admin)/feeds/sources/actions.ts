"use server";
import { randomInt } from "node:crypto";
import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { trySource } from "#lib/feeds/commands/source-trial";
import { issueSourceKey, putSource, requestRun, resetCursor, revokeSourceKey, setSourceState } from "#lib/feeds/commands/sources";
import type { Trial } from "#lib/feeds/sourceTrial";
import { codeOf, sourceInput } from "../../../../../components/sources/source-input.ts";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function connectSource(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const fallback = codeOf(textOf(form, "name") ?? "") || `source-${randomInt(100_000, 1_000_000)}`;
    const { code } = await putSource(await actorOfPage(), { ...sourceInput(form), code: textOf(form, "code") ?? fallback, isNew: true });
    redirect({ href: `/feeds/sources/${code}`, locale: await getLocale() });
    return undefined;
  });
}

export async function changeSource(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const { code } = await putSource(await actorOfPage(), { ...sourceInput(form), expectedVersion: Number(textOf(form, "$version")) });
    redirect({ href: `/feeds/sources/${code}`, locale: await getLocale() });
    return undefined;
  });
}

export async function attemptSource(form: FormData): Promise<Outcome<Trial>> {
  return outcomeOf(async () => trySource(await actorOfPage(), { ...sourceInput(form), code: textOf(form, "$version") === undefined ? undefined : textOf(form, "code") }));
}

function changing(work: () => Promise<unknown>): Promise<Outcome> {
  return outcomeOf(async () => {
    await work();
    refresh();
    return undefined;
  });
}

export async function runNow(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => requestRun(await actorOfPage(), { code: textOf(form, "code") }));
}

export async function turn(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => setSourceState(await actorOfPage(), { code: textOf(form, "code"), state: textOf(form, "state") }));
}

export async function resetSource(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => resetCursor(await actorOfPage(), { code: textOf(form, "code"), reason: textOf(form, "reason") ?? "" }));
}

export async function issueKey(_: Outcome<string>, form: FormData): Promise<Outcome<string>> {
  return outcomeOf(async () => {
    const key = await issueSourceKey(await actorOfPage(), { code: textOf(form, "code") });
    refresh();
    return key;
  });
}

export async function revokeKey(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => revokeSourceKey(await actorOfPage(), { code: textOf(form, "code"), id: Number(textOf(form, "id")) }));
}
