import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { StyleNonce } from "#components/access/StyleNonce";
import { ProfileForm } from "#components/profiles/ProfileForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { addDays, dateIn } from "#lib/measures/period";
import { LONGEST_PROFILE_DAYS } from "#lib/risk/profileInput";
import { profileOf, profileVersions } from "#lib/risk/queries/profiles";
import { firstDayOf, lastDayOf } from "../../../../../../../components/profiles/profile-input.ts";
import { attemptProfile, saveProfile } from "../../actions.ts";
import { officeChoices } from "../../choices.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profiles"))("change") };
}

/** Changes a profile: a draft itself, what was agreed to as its next version. */
export default async function EditProfilePage({ params }: { readonly params: Promise<{ profile: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "profile.write")) return <NotPermitted />;
  const number = Number((await params).profile);
  const [row] = Number.isSafeInteger(number) ? await reading(actor, "profile.write", (tx) => profileVersions(tx, number)) : [];
  if (row === undefined) notFound();
  const [t, en, today] = [await getTranslations("profiles"), (await getLocale()) === "en", dateIn(new Date())];
  const { id: profile, ...rest } = profileOf(row);
  const shown = { ...rest, profile, from: row.fromAt === null ? "" : firstDayOf(row.fromAt), until: lastDayOf(row.untilAt), reason: row.reason };
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <StyleNonce />
      <PageTitle note={row.state === "draft" || row.state === "declined" ? t("changeDraftNote") : t("changeNote", { version: row.version + 1 })}>{t("changeTitle", { name: en ? row.nameEn : row.nameZh })}</PageTitle>
      <ProfileForm shown={shown} action={saveProfile} attempt={attemptProfile} offices={await officeChoices(actor)} today={today} lastDay={addDays(today, LONGEST_PROFILE_DAYS - 1)} />
    </div>
  );
}
