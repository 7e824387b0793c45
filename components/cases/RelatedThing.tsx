import { useLocale, useTranslations } from "next-intl";
import type { Related } from "#lib/cases/relation";
import { Link } from "../../app/navigation.ts";
import { periodWords, worded } from "../consignment/worded.ts";

const NAME = "truncate font-medium text-accent hover:underline";
const TONE = { exceeds: "text-red", suspended: "text-violet", near: "text-yellow", "cannot-compare": "text-ink-soft", unknown: "text-ink-soft", within: "text-green" } as const;

/** One thing of a case by its name, a link to its page where it has one, and what is to be known of it. */
export function RelatedThing({ thing }: { readonly thing: Related }) {
  const [t, tt, ts, locale] = [useTranslations("cases.relations"), useTranslations("triage.verdict"), useTranslations("certificates.status"), useLocale()];
  const note = (text: string, tone = "text-ink-faint") => <span className={`truncate ${tone}`} title={text}>{text}</span>;
  switch (thing.column) {
    case "importer":
      return <span className="line-clamp-3 text-2xs leading-3.5 font-medium" title={`${worded(thing.name, locale)} ${thing.code}`}>{worded(thing.name, locale)}</span>;
    case "declaration":
      return <><Link href={`/consignments/${encodeURIComponent(thing.number)}`} className={NAME}>{thing.number}</Link>{note(`${thing.on} · ${tt(thing.verdict)}`, TONE[thing.verdict])}</>;
    case "lot":
      return (
        <>
          <span className="truncate font-medium" title={thing.lot}>
            {thing.more === 0 ? thing.lot : t("lots", { lot: thing.lot, more: thing.more })}
          </span>
          {note(thing.more > 0 ? t("moreLots") : thing.on === null ? t("notKnown") : t("produced", { on: thing.on }))}
        </>
      );
    case "producer":
      return <Link href={`/producers/${thing.site}`} className={`${NAME} whitespace-normal line-clamp-2`}>{thing.name}</Link>;
    case "certificate": {
      const { number, status, issuer, ...period } = thing.certificate;
      return <><Link href={`/certificates/${encodeURIComponent(number)}`} className={NAME} title={worded(issuer, locale)}>{number}</Link>{note(`${periodWords(period, locale)} · ${ts(status)}`)}</>;
    }
  }
}
