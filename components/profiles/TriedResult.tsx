"use client";
import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { Tried } from "#lib/risk/profileTrial";
import { Link } from "../../app/navigation.ts";

/** What a trial came to: a sentence, the first hits as links with how they turned out, and what could not be told. Nothing is said of those without an outcome. */
export function TriedResult({ tried, state }: { readonly tried: Tried; readonly state: "idle" | "running" | "stopped" | "through" }) {
  const t = useTranslations("profiles.trial");
  const { looked, fired, known, confirmed, untold, elsewhere, hits, untoldFirst } = tried;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-base text-pretty">
        <strong className="font-semibold">{t("fired", { fired, looked: looked - elsewhere })}</strong> {known === 0 ? t("noneKnown", { fired }) : t("known", { known, confirmed })}
      </p>
      <p className="text-table text-ink-soft">
        {untold === 0 ? "" : `${t("untold", { untold })} `}
        {elsewhere === 0 ? "" : `${t("elsewhere", { elsewhere })} `}
        {state === "idle" ? null : t(`state.${state}`)}
      </p>
      {hits.length === 0 ? null : (
        <div>
          <h3 className="text-table font-medium">{t("hits", { shown: hits.length, fired })}</h3>
          <ul className="mt-1 divide-y divide-line">
            {hits.map((hit) => (
              <li key={hit.number} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-table">
                <Link href={`/consignments/${encodeURIComponent(hit.number)}`} className="font-medium text-accent underline underline-offset-2">{hit.number}</Link>
                <Timestamp at={hit.lodgedAt} shape="day" />
                <span className="min-w-0 truncate">{hit.importer}</span>
                {hit.lines === null ? null : <span className="text-ink-soft">{t("lines", { lines: hit.lines.join(", ") })}</span>}
                {hit.label === null ? null : <Tag tone={hit.label === "confirmed" ? "red" : "green"}>{t(`label.${hit.label}`)}</Tag>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {untoldFirst.length === 0 ? null : (
        <details>
          <summary className="w-fit cursor-pointer text-table text-ink-soft">{t("untoldWhich")}</summary>
          <ul className="mt-1 divide-y divide-line">
            {untoldFirst.map((one) => (
              <li key={one.number} className="flex flex-wrap gap-x-3 py-1 text-table">
                <Link href={`/consignments/${encodeURIComponent(one.number)}`} className="text-accent underline underline-offset-2">{one.number}</Link>
                <span className="text-ink-soft">{one.line === null ? "" : `${t("lines", { lines: String(one.line) })}: `}{t(`why.${one.why}`, { fact: one.fact })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
