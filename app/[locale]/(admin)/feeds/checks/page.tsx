import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Table } from "#components/access/Table";
import { OutcomeWord } from "#components/feeds/OutcomeWord";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { concernedByChecks, lastChanges, type Concerned, type SettingChange } from "#lib/feeds/queries/checks";
import { TRUTH_CHECKS, type TruthCode } from "#lib/feeds/truthTable";
import { readingHere } from "../../../../read.ts";
import { Link } from "../../../../navigation.ts";
import { monthBefore } from "./period.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quarantine.checks"))("title") };
}

/** The truth checks: what each does by default and now, how many events it concerned, and who changed it and why. */
export default async function ChecksPage() {
  const actor = await actorOfPage();
  if (!may(actor, "truth.read")) return <NotPermitted />;
  const [{ counts, more }, changes] = await readingHere(actor, "truth.read", async (tx) => [await concernedByChecks(tx, monthBefore(new Date())), await lastChanges(tx)] as const);
  const [t, problem, tAll] = [await getTranslations("quarantine.checks"), await getTranslations("feeds.problem"), await getTranslations("quarantine")];
  const codes = Object.keys(TRUTH_CHECKS) as TruthCode[];
  const columns = [
    { id: "check", label: t("check") },
    { id: "now", label: t("now") },
    { id: "events", label: t("events") },
    { id: "looksAt", label: t("looksAt"), wideOnly: true },
    { id: "standard", label: t("standard"), wideOnly: true },
    { id: "who", label: t("who"), wideOnly: true },
  ];
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")}>{t("fact", { count: codes.length, changed: codes.filter((code) => (changes.get(code)?.outcome ?? TRUTH_CHECKS[code].standard) !== TRUTH_CHECKS[code].standard).length })}</PageTitle>
      <Table
        label={t("label")}
        columns={columns}
        rows={codes.map((code) => ({
          id: code,
          cells: {
            check: (
              <Link href={`/feeds/checks/${code}`} className="group block max-w-lg min-w-56 whitespace-normal">
                <span className="font-medium text-accent group-hover:underline">{problem(code)}</span>
                <code className="ms-2 font-mono text-xs text-ink-faint">{code}</code>
                <span className="block text-xs text-ink-soft text-pretty">{tAll(`means.${code}`)}</span>
              </Link>
            ),
            now: <OutcomeWord outcome={changes.get(code)?.outcome ?? TRUTH_CHECKS[code].standard} />,
            events: <Events code={code} concerned={counts.get(code)} more={more} />,
            looksAt: tAll(`looks.${TRUTH_CHECKS[code].looksAt}`),
            standard: <OutcomeWord outcome={TRUTH_CHECKS[code].standard} />,
            who: <Changed change={changes.get(code)} />,
          },
        }))}
      />
    </div>
  );
}

async function Events({ code, concerned, more }: { readonly code: TruthCode; readonly concerned: Concerned | undefined; readonly more: boolean }) {
  const t = await getTranslations("quarantine.checks");
  if (concerned === undefined) return <span className="text-ink-faint">{t("kept", { count: 0 })}</span>;
  return (
    <>
      <Link href={`/feeds/checks/${code}#events`} className="block text-accent hover:underline">
        {more ? t("least", { count: concerned.kept }) : t("kept", { count: concerned.kept })}
      </Link>
      {concerned.out === 0 ? null : (
        <Link href={`/feeds/quarantine?code=${code}`} className="block text-red hover:underline">
          {t("out", { count: concerned.out })}
        </Link>
      )}
    </>
  );
}

async function Changed({ change }: { readonly change: SettingChange | undefined }) {
  const t = await getTranslations("quarantine.checks");
  if (change === undefined) return <span className="text-ink-faint">{t("never")}</span>;
  return (
    <span className="block max-w-72">
      {change.by} · <Timestamp at={change.at.toISOString()} />
      <span className="block text-ink-soft text-pretty">{change.reason}</span>
    </span>
  );
}
