import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { GapList } from "#components/sources/GapList";
import { KeyPanel } from "#components/sources/KeyPanel";
import { ProblemWords } from "#components/sources/ProblemWords";
import { Refreshing } from "#components/sources/Refreshing";
import { SourceActs } from "#components/sources/SourceActs";
import { LinkButton } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { sourceByCode, sourceDocuments, sourceFilesOf, sourceGapsOf, sourceKeys, sourceRunsOf } from "#lib/feeds/queries/sources";
import { healthOf } from "#lib/feeds/sourceHealth";
import { readingHere } from "../../../../../read.ts";
import { addressOfHouse } from "../../house-address.ts";
import { issueKey, resetSource, revokeKey, runNow, turn } from "../actions.ts";
import { Came, Files, Runs } from "./SourceLists.tsx";
import { SourceStanding } from "./SourceStanding.tsx";

export async function generateMetadata({ params }: { readonly params: Promise<{ code: string }> }): Promise<Metadata> {
  return { title: `${(await params).code} · ${(await getTranslations("sources"))("title")}` };
}

/** One source: how it does, its readings and their gaps, what came of it, and what an administrator can do about it. */
export default async function SourcePage({ params }: { readonly params: Promise<{ code: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "source.read")) return <NotPermitted />;
  const [{ code }, now] = [await params, new Date()];
  const found = await readingHere(actor, "source.read", async (tx) => {
    const source = await sourceByCode(tx, code, now);
    if (source === undefined) return undefined;
    const { id } = source;
    return {
      source,
      runs: (await sourceRunsOf(tx, id, { limit: 15 })).rows,
      gaps: await sourceGapsOf(tx, id, 20),
      documents: await sourceDocuments(tx, id, 10),
      files: await sourceFilesOf(tx, id, 15),
      keys: await sourceKeys(tx, id),
    };
  });
  if (found === undefined) notFound();
  const { source, runs, gaps, documents, files, keys } = found;
  const t = await getTranslations("sources");
  const manages = may(actor, "source.manage");
  const isRead = source.kind !== "push";
  const busy = source.state === "on" && isRead && (runs[0] === undefined || runs[0].outcome === null || (source.nextRunAt !== null && source.nextRunAt <= now));
  return (
    <div className="flex flex-col gap-4">
      <Refreshing key={String(busy)} seconds={busy ? 2 : 20} />
      <PageTitle
        note={`${t(`kind.${source.kind}`)} · ${code}`}
        actions={manages ? <SourceActs key={source.state} code={code} state={source.state} isRead={isRead} acts={{ runNow, turn, reset: resetSource }} /> : undefined}
      >
        {source.name}
      </PageTitle>
      {source.problem === null ? null : (
        <ErrorNote title={t("tried.failed")}>
          <ProblemWords problem={source.problem} />
        </ErrorNote>
      )}
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <Section title={t("standing")}>
          <SourceStanding source={source} health={healthOf(source, now)} locale={await getLocale()} />
          {manages ? (
            <div>
              <LinkButton href={`/feeds/sources/${code}/edit`}>{t("edit")}</LinkButton>
            </div>
          ) : null}
        </Section>
        {isRead ? (
          <Section title={t("gaps")} note={t("gapsNote")}>
            <GapList gaps={gaps} />
          </Section>
        ) : (
          <Section title={t("keys")} note={t("keysNote")}>
            <KeyPanel
              code={code}
              manages={manages}
              house={await addressOfHouse()}
              issue={issueKey}
              revoke={revokeKey}
              keys={keys.map(({ id, recordedAt, revokedAt }) => ({ id, since: recordedAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null }))}
            />
          </Section>
        )}
      </div>
      {isRead ? <Runs runs={runs} /> : null}
      {files.length === 0 ? null : <Files files={files} />}
      <Came documents={documents} />
    </div>
  );
}
