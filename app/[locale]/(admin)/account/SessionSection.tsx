import { getTranslations } from "next-intl/server";
import { ActionForm } from "#components/access/ActionForm";
import { Section } from "#components/access/Section";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { OpenSession } from "#lib/access/queries";
import { browserOf } from "../../../../components/access/browser.ts";
import { endOtherSessions, endSession } from "./actions.ts";

/** The browsers one is signed in with; each can be ended, and all but this one at once. */
export async function SessionSection({ sessions, here }: { readonly sessions: readonly OpenSession[]; readonly here: string }) {
  const t = await getTranslations("access.account");
  return (
    <Section title={t("sessions", { count: sessions.length })}>
      <ul className="flex flex-col divide-y divide-line">
        {sessions.map((one) => (
          <li key={one.session} className="flex flex-wrap items-center justify-between gap-3 py-2 first:pt-0 last:pb-0">
            <div className="min-w-0">
              <p className="flex items-center gap-2 font-medium">
                {browserOf(one.agent) ?? t("unknownAgent")}
                {one.session === here ? <Tag tone="green">{t("thisOne")}</Tag> : null}
              </p>
              <p className="text-table text-ink-soft">{t.rich("session", {
                  address: one.address || t("noAddress"),
                  since: stamped(one.startedAt),
                  seen: stamped(one.lastSeenAt),
                })}</p>
            </div>
            {one.session === here ? null : (
              <ActionForm action={endSession} submit={t("endSession")} look="quiet">
                <input type="hidden" name="session" value={one.session} />
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? <ActionForm action={endOtherSessions} submit={t("endOthers")} look="danger" /> : null}
    </Section>
  );
}

function stamped(at: Date) {
  const stamp = <Timestamp at={at.toISOString()} />;
  return () => stamp;
}
