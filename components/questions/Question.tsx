import { useLocale, useTranslations } from "next-intl";
import type { FormAction } from "#components/access/ActionForm";
import { DataList } from "#components/ui/DataList";
import { LaneTag } from "#components/ui/LaneTag";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";
import { countryName, quantityWords } from "../desk/wording.ts";
import type { SiteConsignmentShown } from "../producers/LatestConsignments.tsx";
import type { SiteShown } from "../producers/Identity.tsx";
import { ChooseSite } from "./ChooseSite.tsx";

/** A site that a declared name could mean, with its latest consignments. */
export type CandidateShown = SiteShown & { readonly id: number; readonly publicId: string; readonly latest: readonly SiteConsignmentShown[] };

/** A declared name that could be several sites: what waits for its meaning, and the candidates side by side. */
export function Question({
  question,
  candidates,
  waiting,
  producers,
  action,
}: {
  readonly question: { readonly id: number; readonly declaredName: string; readonly askedAt: Date };
  readonly candidates: readonly CandidateShown[];
  readonly waiting: readonly SiteConsignmentShown[];
  readonly producers: boolean;
  readonly action: FormAction;
}) {
  const t = useTranslations("questions");
  return (
    <article id={`question-${question.id}`} className="panel flex scroll-mt-16 flex-col gap-4 p-4 sm:p-5">
      <header>
        <h2 className="text-lg font-semibold text-pretty">{t("which", { name: question.declaredName })}</h2>
        <p className="text-table text-ink-soft">{t("asked")} <Timestamp at={question.askedAt.toISOString()} /> · {t("waiting", { count: waiting.length })}</p>
      </header>
      <Waiting consignments={waiting} />
      <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {candidates.map((candidate) => <Candidate key={candidate.id} question={question} candidate={candidate} producers={producers} action={action} />)}
      </ul>
    </article>
  );
}

function Waiting({ consignments }: { readonly consignments: readonly SiteConsignmentShown[] }) {
  const locale = useLocale();
  if (consignments.length === 0) return null;
  return (
    <ul className="flex flex-col border-y border-line text-table">
      {consignments.slice(0, 8).map((one) => (
        <li key={one.number} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line py-1.5 last:border-0">
          <Link href={`/consignments/${encodeURIComponent(one.number)}`} className="text-accent hover:underline">{one.number}</Link>
          <LaneTag lane={one.lane} />
          <span>{locale === "en" ? one.goodsEn : one.goodsZh} · {quantityWords(one.quantity, locale)}</span>
          <span className="text-ink-soft">{one.importerName} · {one.officeCode}</span>
        </li>
      ))}
    </ul>
  );
}

function Candidate({
  question,
  candidate,
  producers,
  action,
}: {
  readonly question: { readonly id: number; readonly declaredName: string };
  readonly candidate: CandidateShown;
  readonly producers: boolean;
  readonly action: FormAction;
}) {
  const [t, ti, locale] = [useTranslations("questions"), useTranslations("producers.identity"), useLocale()];
  return (
    <li className="flex flex-col gap-3 rounded-md border border-line-strong p-4">
      <h3 className="text-base font-semibold">{producers ? <Link href={`/producers/${candidate.id}`} className="text-accent hover:underline">{candidate.name}</Link> : candidate.name}</h3>
      <DataList
        data={[
          { label: ti("country"), value: countryName(candidate.country, locale) },
          { label: ti("kind"), value: ti.has(`kinds.${candidate.kind}`) ? ti(`kinds.${candidate.kind}`) : candidate.kind },
          ...candidate.identifiers.map((one) => ({ label: ti(`scheme.${one.scheme === "gln" ? "gln" : "registration"}`), value: <span className="font-mono">{one.value}</span> })),
          { label: ti("aliases"), value: candidate.aliases.filter((alias) => alias !== candidate.name).join(" · ") || ti("noAliases") },
        ]}
      />
      <div className="text-table">
        <h4 className="text-xs text-ink-faint">{t("past")}</h4>
        {candidate.latest.length === 0 ? <p className="text-ink-soft">{t("noPast")}</p> : (
          <ul>
            {candidate.latest.map((one) => (
              <li key={one.number} className="flex flex-wrap gap-x-2">
                <Link href={`/consignments/${encodeURIComponent(one.number)}`} className="text-accent hover:underline">{one.number}</Link>
                <span className="text-ink-soft">{one.importerName}, {quantityWords(one.quantity, locale)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <span className="mt-auto"><ChooseSite questionId={question.id} declaredName={question.declaredName} site={candidate} action={action} /></span>
    </li>
  );
}
