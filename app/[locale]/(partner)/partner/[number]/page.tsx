import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Revisions } from "#components/consignment/Revisions";
import { LineAnswer } from "#components/partner/LineAnswer";
import { NextStep } from "#components/partner/NextStep";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { tradeModeOf } from "#lib/consignments/tradeMode";
import { ownDeclaration } from "#lib/triage/queries/partner";
import type { OwnDeclarationPage } from "#lib/triage/partner";
import { worded } from "../../../../../components/consignment/worded.ts";

type Asked = { readonly params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

/** One own declaration: what to do next, each line's answer with its working, and every revision. */
export default async function OwnDeclarationScreen({ params }: Asked) {
  const actor = await actorOfPage();
  if (actor.role !== "partner") return <NotPermitted />;
  const number = decodeURIComponent((await params).number);
  const page = await reading(actor, "declaration.read", (tx, scope) => ownDeclaration(tx, scope, number));
  if (page === undefined) notFound();
  const t = await getTranslations("partner");
  const answered = page.revisions.find(({ standing, lines }) => standing && lines.length > 0) ?? page.revisions[0];
  return (
    <div className="flex flex-col gap-4">
      <PageTitle actions={<LinkButton href="/partner">{t("all")}</LinkButton>}>{t("title", { number, standing: t(`standing.${page.head.standing}`) })}</PageTitle>
      <NextStep head={page.head} />
      <Section title={t("answers")} note={t("answersNote", { revision: answered?.revision ?? page.head.revision })}>
        <div className="flex flex-col gap-4">
          {(answered?.lines ?? []).map((line) => (
            <LineAnswer key={line.no} line={line} />
          ))}
        </div>
      </Section>
      <Section title={t("declared")}>
        <Declared page={page} />
      </Section>
      <Section title={t("revisions")} note={t("revisionsNote")}>
        <Revisions revisions={page.revisions.map((revision) => ({ ...revision, lines: revision.lines.length }))} />
      </Section>
    </div>
  );
}

async function Declared({ page }: { readonly page: OwnDeclarationPage }) {
  const [t, locale] = [await getTranslations("partner"), await getLocale()];
  const mode = tradeModeOf(page.tradeMode);
  const { head, importer } = page;
  return (
    <DataList
      columns={2}
      data={[
        { label: t("importer"), value: `${worded(importer, locale)} (${importer.code})` },
        { label: t("office"), value: `${head.office.code} ${worded(head.office, locale)}` },
        { label: t("tradeMode"), value: `${page.tradeMode}${mode === undefined ? "" : ` ${worded(mode.name, locale)}`}` },
        { label: t("lodged"), value: <Timestamp at={head.lodgedAt.toISOString()} /> },
      ]}
    />
  );
}
