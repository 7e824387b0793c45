import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Part } from "#components/consignment/Part";
import { ProfileActs } from "#components/profiles/ProfileActs";
import { ProfileVersions } from "#components/profiles/ProfileVersions";
import { ProfileView } from "#components/profiles/ProfileView";
import { TrialPanel } from "#components/profiles/TrialPanel";
import { LinkButton } from "#components/ui/Button";
import { PageTitle } from "#components/ui/PageTitle";
import { actorKey, may, type Actor } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { dateIn } from "#lib/measures/period";
import { PROFILE_ACTS } from "#lib/risk/profile";
import { standingOf } from "#lib/risk/profileStanding";
import type { ProfileVersion } from "#lib/risk/profileRecord";
import { profileTallies, profileVersions } from "#lib/risk/queries/profiles";
import { readingHere } from "../../../../../read.ts";
import { attemptProfile, confirm, decline, end, propose } from "../actions.ts";

type Asked = { readonly params: Promise<{ profile: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rules.rooms"))("profiles") };
}

/** One profile: what it looks for and why, how it stands, what it found, its trial, and its versions. */
export default async function ProfilePage({ params }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const number = Number((await params).profile);
  if (!Number.isSafeInteger(number) || number < 1) notFound();
  const { versions, tallies } = await readingHere(actor, "rule.read", async (tx) => ({ versions: await profileVersions(tx, number), tallies: await profileTallies(tx, number) }));
  const [newest] = versions;
  if (newest === undefined) notFound();
  const [t, en, now] = [await getTranslations("profiles"), (await getLocale()) === "en", new Date()];
  const acts = actsOf(actor, newest, now);
  return (
    <div className="flex flex-col gap-4">
      <PageTitle
        note={t(`standingFact.${standingOf(newest, now)}`)}
        actions={
          acts.change ? (
            <LinkButton href={`/rules/profiles/${number}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
              {t("change")}
            </LinkButton>
          ) : undefined
        }
      >
        {en ? newest.nameEn : newest.nameZh}
      </PageTitle>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <ProfileView row={newest} tallies={tallies} now={now} />
          {may(actor, "profile.write") ? <TrialPanel attempt={attemptProfile} condition={newest.condition} offices={newest.offices} today={dateIn(now)} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {acts.any ? (
            <Part id="acts" title={t("part.acts")}>
              <ProfileActs
                profile={number}
                propose={acts.propose ? propose : null}
                confirm={acts.answer ? confirm : null}
                decline={acts.answer ? decline : null}
                end={acts.end ? end : null}
                wasProposed={newest.state !== "confirmed"}
              />
            </Part>
          ) : null}
          {acts.own ? <p className="panel p-4 text-table text-pretty text-ink-soft">{t("act.own")}</p> : null}
          <Part id="versions" title={t("part.versions")}>
            <ProfileVersions versions={versions} now={now} />
          </Part>
        </div>
      </div>
    </div>
  );
}

/** What this person may do with the newest version; its writer and its proposer never answer it. */
function actsOf(actor: Actor, row: ProfileVersion, now: Date) {
  const can = (act: string): boolean => (PROFILE_ACTS[row.state] as readonly string[]).includes(act);
  const [writes, own] = [may(actor, "profile.write"), row.proposedBy === actorKey(actor) || row.writtenBy === actorKey(actor)];
  const answers = may(actor, "profile.confirm") && can("answer");
  const over = standingOf(row, now) === "over";
  const acts = { change: writes && row.state !== "proposed", propose: writes && can("propose"), answer: answers && !own, end: writes && can("end") && !over, own: answers && own };
  return { ...acts, any: acts.propose || acts.answer || acts.end };
}
