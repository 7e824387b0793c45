import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { QuarantineFilters } from "#components/feeds/QuarantineFilters";
import { QuarantineList } from "#components/feeds/QuarantineList";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { listQuarantine, quarantineChoices } from "#lib/feeds/queries/quarantine";
import { readingHere } from "../../../../read.ts";
import { discardSome, resendSome } from "./actions.ts";
import { addressOf, filterOf, type QuarantineAsked } from "./asked.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quarantine.room"))("quarantine") };
}

/** What could not be taken in, by sender, problem, day and state; many can be sent again or discarded at once. */
export default async function QuarantinePage({ searchParams }: { readonly searchParams: Promise<QuarantineAsked> }) {
  const actor = await actorOfPage();
  if (!may(actor, "quarantine.correct")) return <NotPermitted />;
  const asked = await searchParams;
  const filter = filterOf(asked);
  const after = Number(asked.after ?? Number.NaN);
  const [{ rows, next }, choices] = await readingHere(
    actor,
    "quarantine.correct",
    async (tx) => [await listQuarantine(tx, filter, { limit: PAGE, after: Number.isSafeInteger(after) ? after : undefined }), await quarantineChoices(tx, filter.state)] as const,
  );
  const t = await getTranslations("quarantine");
  const narrowed = addressOf({ ...asked, after: "" }) !== "/feeds/quarantine";
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")}>{t(next === null && asked.after === undefined ? "fact" : "factMore", { count: rows.length })}</PageTitle>
      <QuarantineFilters asked={asked} filter={filter} choices={choices} narrowed={narrowed} />
      {rows.length === 0 ? (
        <EmptyState title={t(narrowed ? "noneSuch" : "none")} icon={<ShieldCheck aria-hidden />} {...(narrowed ? { action: <LinkButton href="/feeds/quarantine">{t("by.all")}</LinkButton> } : {})}>
          {t(narrowed ? "noneSuchNext" : "noneNext")}
        </EmptyState>
      ) : (
        <QuarantineList key={addressOf(asked)} rows={rows.map((row) => ({ ...row, at: row.at.toISOString() }))} resend={resendSome} discard={discardSome} />
      )}
      <PageLinks first={asked.after === undefined ? undefined : addressOf(asked)} next={next === null ? undefined : addressOf(asked, next)} />
    </div>
  );
}
