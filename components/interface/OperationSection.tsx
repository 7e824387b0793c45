import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";
import { FieldTable, type Field } from "./FieldTable.tsx";

/** A call of the interface as its section shows it. `roles` are worded; null is everybody. */
export type CallShown = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly string[] | null;
  readonly parameters: readonly Field[];
  readonly body: { readonly contentType: string; readonly fields: readonly Field[] } | undefined;
  readonly answers: readonly { readonly status: number; readonly says: string; readonly fields: readonly Field[] }[];
  readonly refusedStatuses: readonly number[];
  readonly refusals: readonly { readonly code: string; readonly says: string }[];
  readonly curl: string;
};

const TONE: Readonly<Record<string, Tone>> = { GET: "blue", PUT: "yellow", POST: "green" };

/** One call: who may make it, what it takes, what it answers, how it refuses, and a line to try it with. */
export function OperationSection({ call }: { readonly call: CallShown }) {
  const t = useTranslations("api");
  const words = { field: t("field"), type: t("type"), required: t("required"), optional: t("optional"), meaning: t("meaning") };
  return (
    <section id={call.id} aria-labelledby={`${call.id}-title`} className="panel scroll-mt-16 space-y-4 p-4">
      <header className="space-y-2">
        <h3 id={`${call.id}-title`} className="flex flex-wrap items-center gap-2">
          <Tag tone={TONE[call.method] ?? "neutral"}>{call.method}</Tag>
          <code className="font-mono text-base font-medium break-all">{call.path}</code>
        </h3>
        <p className="max-w-prose text-ink-soft">{call.summary}</p>
        <p className="flex flex-wrap items-center gap-1.5 text-table">
          <span className="text-ink-faint">{t("mayCall")}</span>
          {call.roles === null ? <Tag tone="green">{t("everybody")}</Tag> : call.roles.map((role) => <Tag key={role} tone="neutral">{role}</Tag>)}
        </p>
      </header>
      {call.parameters.length > 0 ? <FieldTable caption={t("address")} fields={call.parameters} words={words} /> : null}
      {call.body ? <FieldTable caption={t("body", { contentType: call.body.contentType })} fields={call.body.fields} words={words} /> : null}
      <figure>
        <figcaption className="pb-1 text-table text-ink-faint">{t("example")}</figcaption>
        <pre className="rounded-md bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap">{call.curl}</pre>
      </figure>
      {call.answers.map((answer) =>
        answer.fields.length === 0 ? (
          <p key={answer.status} className="text-table"><strong className="font-medium">{answer.status}</strong> {answer.says}</p>
        ) : (
          <details key={answer.status} className="text-table">
            <summary className="min-h-6 cursor-pointer"><strong className="font-medium">{answer.status}</strong> {answer.says}</summary>
            <div className="pt-2"><FieldTable caption={t("answer", { status: answer.status })} fields={answer.fields} words={words} /></div>
          </details>
        ),
      )}
      {call.refusedStatuses.length > 0 ? <p className="text-table text-ink-soft">{t("refuses", { statuses: call.refusedStatuses.join(", ") })}</p> : null}
      {call.refusals.length > 0 ? (
        <ul className="space-y-1 text-table">
          {call.refusals.map(({ code, says }) => (
            <li key={code}><code className="font-mono text-xs">{code}</code> <span className="text-ink-soft">{says}</span></li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
