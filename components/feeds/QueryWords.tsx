import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { saidParameters, type SaidParameter } from "#lib/feeds/queryDefinition";
import { amountWords } from "../desk/wording.ts";

const INSTANTS: readonly string[] = ["eventTime", "recordTime", "errorDeclarationTime", "time", "startTime", "endTime"];

/** What a query asks for, one parameter a line; `plain` leaves out the names that the query language has for them. */
export function QueryWords({ definition, plain = false }: { readonly definition: Readonly<Record<string, unknown>>; readonly plain?: boolean }) {
  const t = useTranslations("queries");
  const said = saidParameters(definition);
  if (said.length === 0) return <p className="text-ink-soft">{t("everything")}</p>;
  return (
    <ul className="flex flex-col gap-1 text-table">
      {said.map((one) => (
        <li key={one.name} className="min-w-0">
          <span className="text-ink-soft">{t(`subject.${subjectOf(t, one)}`, one.facts)}</span> <span className="text-ink-faint">{t(`relation.${one.relation}`)}</span> <Values said={one} />
          {plain ? null : <code className="ms-2 font-mono text-xs break-all text-ink-faint">{one.name}</code>}
        </li>
      ))}
    </ul>
  );
}

type Subject = Parameters<ReturnType<typeof useTranslations<"queries.subject">>>[0];

function subjectOf(t: ReturnType<typeof useTranslations<"queries">>, { subject }: SaidParameter): Subject {
  return t.has(`subject.${subject}`) ? subject : "unknown";
}

/** The values of a parameter: words of the vocabularies in the reader's language, instants in the reader's time, numbers with their unit. */
function Values({ said: { subject, relation, values, facts } }: { readonly said: SaidParameter }) {
  const [t, step, disposition, locale] = [useTranslations("queries"), useTranslations("consignment.journey.step"), useTranslations("journey.item.dispositions"), useLocale()];
  if (relation === "exists") return null;
  const worded = (text: string) => {
    if (INSTANTS.includes(subject) && !Number.isNaN(Date.parse(text))) return <Timestamp at={new Date(text).toISOString()} />;
    if ((subject === "bizStep" || subject === "eventType") && step.has(text)) return step(text);
    if (["disposition", "set", "unset"].includes(subject) && disposition.has(text)) return disposition(text);
    if (facts["unit"] !== undefined) return amountWords(text, facts["unit"], locale);
    return <span className="break-all">{text}</span>;
  };
  return values.map((text, at) => (
    <span key={text} className="font-medium">
      {at === 0 ? null : <span className="font-normal text-ink-faint">{t("or")}</span>}
      {worded(text)}
    </span>
  ));
}
