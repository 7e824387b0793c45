import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Part } from "#components/consignment/Part";
import { Revisions } from "#components/consignment/Revisions";
import { CorrectionForm } from "#components/partner/CorrectionForm";
import { LineAnswer } from "#components/partner/LineAnswer";
import { NextStep } from "#components/partner/NextStep";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { tradeModeOf } from "#lib/consignments/tradeMode";
import { ownDeclaration } from "#lib/triage/queries/partner";
import { typedLine } from "#lib/lodging/correction";
import type { OwnDeclarationPage, PartnerStanding } from "#lib/triage/partner";
import { worded } from "../../../../../components/consignment/worded.ts";
import { lodgeCorrection } from "./actions.ts";

/** Where a consignment stands while its importer may still put the declaration right. */
const CORRECTABLE: readonly PartnerStanding[] = ["under-review", "held", "correction-requested", "examination-ordered"];

type Asked = { readonly params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

/** One own declaration: what to do next, each line's answer with its working, a form that corrects it, and every revision. */
export default async function OwnDeclarationScreen({ params }: Asked) {
  const actor = await actorOfPage();
  if (actor.role !== "partner") return <NotPermitted />;
  const number = decodeURIComponent((await params).number);
  const page = await reading(actor, "declaration.read", (tx, scope) => ownDeclaration(tx, scope, number));
  if (page === undefined) notFound();
  const t = await getTranslations("partner");
  const correctable = may(actor, "declaration.lodge") && CORRECTABLE.includes(page.head.standing);
  const answered = page.revisions.find(({ standing, lines }) => standing && lines.length > 0) ?? page.revisions[0];
  const asked = page.head.standing === "correction-requested";
  const correction = correctable ? (
    <Part id="correct" title={t("correction.title", { revision: page.head.revision + 1 })} note={t("correction.note")}>
      <CorrectionForm key={page.head.revision} number={number} revision={page.head.revision} lines={page.declared.lines.map(typedLine)} action={lodgeCorrection} />
    </Part>
  ) : null;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle actions={<LinkButton href="/partner">{t("all")}</LinkButton>}>{t("title", { number, standing: t(`standing.${page.head.standing}`) })}</PageTitle>
      <NextStep head={page.head} />
      {asked ? correction : null}
      <Section title={t("answers")} note={t("answersNote", { revision: answered?.revision ?? page.head.revision })}>
        <div className="flex flex-col gap-4">
          {(answered?.lines ?? []).map((line) => (
            <LineAnswer key={line.no} line={line} />
          ))}
        </div>
      </Section>
      {asked ? null : correction}
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
        { label: t("importer"), value: <>{worded(importer, locale)} <span className="text-ink-faint">{importer.code}</span></> },
        { label: t("office"), value: `${head.office.code} ${worded(head.office, locale)}` },
        { label: t("tradeMode"), value: `${page.tradeMode}${mode === undefined ? "" : ` ${worded(mode.name, locale)}`}` },
        { label: t("lodged"), value: <Timestamp at={head.lodgedAt.toISOString()} /> },
      ]}
    />
  );
}
