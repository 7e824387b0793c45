import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import type { ProfileStanding } from "#lib/risk/profileStanding";
import { Link } from "../../app/navigation.ts";
import { ProfileTag } from "./ProfileTag.tsx";

export type ProfileListed = {
  readonly id: number;
  readonly profile: number;
  readonly version: number;
  readonly name: string;
  readonly condition: string;
  readonly points: number;
  readonly severity: string;
  readonly mode: "shadow" | "live";
  readonly standing: ProfileStanding;
  readonly soon: boolean;
  readonly last: string;
  readonly by: string;
};

/** Profiles with how they stand, what they look for, what a hit weighs, and their last day. */
export function ProfileList({ profiles }: { readonly profiles: readonly ProfileListed[] }) {
  const [t, tt] = [useTranslations("profiles"), useTranslations("triage.severity")];
  return (
    <ul className="panel divide-y divide-line">
      {profiles.map((one) => (
        <li key={one.id} className="flex flex-col gap-1 px-4 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link href={`/rules/profiles/${one.profile}`} className="font-medium text-accent underline underline-offset-2">{one.name}</Link>
            <ProfileTag standing={one.standing} />
            {one.mode === "shadow" ? <Tag tone="violet">{t("mode.shadow")}</Tag> : null}
            {one.soon ? <Tag tone="yellow">{t("endsSoon")}</Tag> : null}
          </div>
          <code className="line-clamp-2 text-table break-words text-ink-soft">{one.condition}</code>
          <p className="flex flex-wrap gap-x-3 text-xs text-ink-faint">
            <span>{t("version", { version: one.version })}</span>
            <span>{tt(one.severity)} · {t("points", { points: one.points })}</span>
            <span>{t("lastDay", { day: one.last })}</span>
            <span>{one.by}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
