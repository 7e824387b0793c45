import { useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { standingOf } from "#lib/risk/profileStanding";
import type { ProfileVersion } from "#lib/risk/profileRecord";
import { ProfileTag } from "./ProfileTag.tsx";

/** Every version of a profile with who wrote, proposed, answered and ended it. */
export function ProfileVersions({ versions, now }: { readonly versions: readonly ProfileVersion[]; readonly now: Date }) {
  const t = useTranslations("profiles");
  return (
    <ol className="flex flex-col gap-3">
      {versions.map((row) => (
        <li key={row.id} className="flex flex-col gap-1 border-s-2 border-line-strong ps-3 text-table">
          <div className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{t("version", { version: row.version })}</span>
            <ProfileTag standing={standingOf(row, now)} />
          </div>
          <code className="line-clamp-3 text-xs break-words text-ink-soft">{row.condition}</code>
          <Step what={t("step.written")} by={row.writtenByName} at={row.writtenAt} />
          {row.proposedAt === null ? null : <Step what={t("step.proposed")} by={row.proposedByName} at={row.proposedAt} />}
          {row.answeredAt === null ? null : <Step what={row.state === "declined" ? t("step.declined") : t("step.confirmed")} by={row.answeredByName} at={row.answeredAt} />}
          {row.endedAt === null ? null : <Step what={row.state === "ended" ? t("step.ended") : t("step.replaced")} by={row.endedByName} at={row.endedAt} />}
        </li>
      ))}
    </ol>
  );
}

function Step({ what, by, at }: { readonly what: string; readonly by: string | null; readonly at: Date }) {
  return (
    <span className="text-xs text-ink-faint">
      {what} {by} · <Timestamp at={at.toISOString()} />
    </span>
  );
}
