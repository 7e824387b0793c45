import { Crosshair, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { ProfileList } from "#components/profiles/ProfileList";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { endsSoon, PROFILE_STANDINGS, standingOf } from "#lib/risk/profileStanding";
import { listProfiles } from "#lib/risk/queries/profiles";
import { readingHere } from "../../../../read.ts";
import { single } from "../../../../../components/producers/address.ts";
import { lastDayOf } from "../../../../../components/profiles/profile-input.ts";

const PAGE = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rules.rooms"))("profiles") };
}

/** The targeting profiles: what waits for an answer first, then what is in force, marked where it ends within a week. */
export default async function ProfilesPage({ searchParams }: { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await actorOfPage();
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const after = Number(single((await searchParams)["after"]) ?? "0");
  const { rows, next } = await readingHere(actor, "rule.read", (tx) => listProfiles(tx, { limit: PAGE, after: Number.isSafeInteger(after) && after > 0 ? after : undefined }));
  const [t, en, now] = [await getTranslations("profiles"), (await getLocale()) === "en", new Date()];
  const shown = rows
    .flatMap(({ newest, standing }) => (standing !== null && standing.id !== newest.id && standingOf(standing, now) !== "over" ? [newest, standing] : [newest]))
    .map((row) => ({
      id: row.id, profile: row.profile, version: row.version, name: en ? row.nameEn : row.nameZh, condition: row.condition, points: row.points, severity: row.severity, mode: row.mode,
      standing: standingOf(row, now), soon: endsSoon(row, now), last: lastDayOf(row.untilAt), by: row.proposedByName ?? row.writtenByName,
    }))
    .toSorted((a, b) => PROFILE_STANDINGS.indexOf(a.standing) - PROFILE_STANDINGS.indexOf(b.standing) || a.last.localeCompare(b.last));
  const count = (standing: string): number => shown.filter((one) => one.standing === standing).length;
  const writes = may(actor, "profile.write");
  const write = writes ? <LinkButton href="/rules/profiles/new" look="primary" icon={<Plus aria-hidden className="size-4" />}>{t("new")}</LinkButton> : undefined;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")} actions={write}>{t("fact", { force: count("in-force"), wait: count("proposed") })}</PageTitle>
      {shown.length === 0 ? <EmptyState title={t("none")} icon={<Crosshair aria-hidden />} action={write}>{t("noneNext")}</EmptyState> : <ProfileList profiles={shown} />}
      <PageLinks first={after > 0 ? "/rules/profiles" : undefined} next={next === null ? undefined : `/rules/profiles?after=${next}`} />
    </div>
  );
}
