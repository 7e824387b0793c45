import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { StyleNonce } from "#components/access/StyleNonce";
import { ProfileForm } from "#components/profiles/ProfileForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { addDays, dateIn } from "#lib/measures/period";
import { LONGEST_PROFILE_DAYS } from "#lib/risk/profileInput";
import { attemptProfile, saveProfile } from "../actions.ts";
import { officeChoices } from "../choices.ts";

/** A new profile ends after this many days unless told otherwise. */
const USUAL_DAYS = 90;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profiles"))("new") };
}

/** Writes a new profile. */
export default async function NewProfilePage() {
  const actor = await actorOfPage();
  if (!may(actor, "profile.write")) return <NotPermitted />;
  const t = await getTranslations("profiles");
  const today = dateIn(new Date());
  const empty = {
    profile: null,
    name: { en: "", zh: "" },
    next: { en: "", zh: "" },
    severity: "medium",
    points: 30,
    condition: "",
    offices: [],
    from: "",
    until: addDays(today, USUAL_DAYS),
    mode: "shadow" as const,
    reason: "",
  };
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <StyleNonce />
      <PageTitle note={t("newNote")}>{t("newTitle")}</PageTitle>
      <ProfileForm shown={empty} action={saveProfile} attempt={attemptProfile} offices={await officeChoices(actor)} today={today} lastDay={addDays(today, LONGEST_PROFILE_DAYS - 1)} />
    </div>
  );
}
