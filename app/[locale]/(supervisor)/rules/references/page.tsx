import { FileUp, FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Grid } from "#components/consignment/Grid";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { listReferences } from "#lib/risk/queries/references";
import { readingHere } from "../../../../read.ts";
import { periodWords, worded } from "../../../../../components/consignment/worded.ts";
import { Link } from "../../../../navigation.ts";

const PAGE = 50;
const TONE = { proposed: "violet", confirmed: "green", declined: "red", withdrawn: "neutral", retired: "neutral" } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("references"))("title") };
}

/** Every reference population with its versions, and those that wait for a second person. */
export default async function ReferencesScreen({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const { after } = await searchParams;
  const { rows, next } = await readingHere(actor, "rule.read", (tx) => listReferences(tx, { limit: PAGE, after: after !== undefined && /^\d{1,15}$/.test(after) ? Number(after) : null }));
  const [t, scope, locale] = [await getTranslations("references"), await getTranslations("consignment.scope.named"), await getLocale()];
  const upload = may(actor, "reference.write") ? <LinkButton href="/rules/references/new" icon={<FileUp aria-hidden className="size-4" />}>{t("propose")}</LinkButton> : undefined;
  if (rows.length === 0) return <EmptyState icon={<FlaskConical aria-hidden />} title={t("empty")} action={upload}>{t("emptyNote")}</EmptyState>;
  return (
    <>
      <PageTitle note={t("note")} actions={upload}>{t("fact", { inForce: rows.filter((row) => row.inForce).length, waiting: rows.filter((row) => row.state === "proposed").length })}</PageTitle>
      <Grid
        label={t("title")}
        columns={[
          { id: "origin", label: t("origin") },
          { id: "category", label: t("category") },
          { id: "season", label: t("season") },
          { id: "version", label: t("version"), end: true },
          { id: "samples", label: t("samples"), end: true },
          { id: "markers", label: t("markers"), wideOnly: true },
          { id: "state", label: t("state") },
          { id: "proposed", label: t("proposedBy"), wideOnly: true },
        ]}
        rows={rows.map((row) => ({
          id: String(row.id),
          faded: row.state === "declined" || row.state === "withdrawn" || (row.state === "confirmed" && !row.inForce),
          cells: {
            origin: <Link href={`/rules/references/${row.id}`} className="font-medium text-accent hover:underline">{worded({ en: row.originEn, zh: row.originZh }, locale)}</Link>,
            category: scope.has(row.category) ? scope(row.category) : row.category,
            season: <span className="whitespace-nowrap">{periodWords({ from: row.seasonFrom, to: row.seasonTo }, locale)}</span>,
            version: row.version, samples: row.size, markers: row.markers.map(({ name }) => name).join(" · "),
            state: <Tag tone={row.state === "confirmed" && !row.inForce ? "neutral" : TONE[row.state]}>{row.state === "confirmed" && !row.inForce ? t("states.replaced") : t(`states.${row.state}`)}</Tag>,
            proposed: <>{row.proposedByName} · <Timestamp at={row.proposedAt.toISOString()} shape="day" /></>,
          },
        }))}
      />
      <PageLinks first={after === undefined ? undefined : "/rules/references"} next={next === null ? undefined : `/rules/references?after=${next}`} />
    </>
  );
}
