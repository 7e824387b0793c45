import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/Button";
import { Timestamp } from "#components/ui/Timestamp";
import type { OwnDeclaration } from "#lib/triage/partner";
import { Asked } from "./Asked.tsx";
import { StandingTag } from "./StandingTag.tsx";

/** Where an own consignment stands, what is asked of its importer, and what to do next. */
export function NextStep({ head }: { readonly head: OwnDeclaration }) {
  const t = useTranslations("partner");
  const asked = head.standing === "correction-requested";
  return (
    <section aria-labelledby="next-step" className={`panel flex flex-wrap items-start justify-between gap-x-8 gap-y-3 p-4 sm:p-5 ${asked ? "border-blue" : ""}`}>
      <div className="flex max-w-2xl min-w-0 flex-col gap-2">
        <h2 id="next-step" className="text-lg font-semibold">
          {t("next.title")}
        </h2>
        {asked ? (
          <Asked told={head} />
        ) : (
          <p className="flex flex-wrap items-center gap-2">
            <StandingTag standing={head.standing} />
            {head.since === null ? null : (
              <span className="text-table text-ink-soft">
                {t("since")} <Timestamp at={head.since.toISOString()} />
              </span>
            )}
          </p>
        )}
        <p className="text-pretty">{t(`next.${head.standing}`, { office: head.office.code, revision: head.revision + 1, number: head.number })}</p>
      </div>
      {asked ? (
        <div className="flex flex-wrap gap-2">
          <LinkButton look="primary" href={`/partner/${encodeURIComponent(head.number)}#correct`}>
            {t("correctHere")}
          </LinkButton>
          <LinkButton href="/imports/new">{t("toImport")}</LinkButton>
        </div>
      ) : null}
    </section>
  );
}
