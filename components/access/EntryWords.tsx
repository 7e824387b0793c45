import { useTranslations } from "next-intl";
import { causeOf } from "../consignment/cause.ts";

/** What was done, in words, with the record's own name of it on hover. */
export function ActWords({ action }: { readonly action: string }) {
  const t = useTranslations("record.act");
  return <span title={action}>{t.has(action) ? t(action) : <code className="font-mono">{action}</code>}</span>;
}

const AT_ONCE = 4;

/** The facts of an entry as word and value; more than a few are shown when they are asked for. */
export function FactWords({ facts, label }: { readonly facts: Readonly<Record<string, unknown>>; readonly label: string }) {
  const told = Object.entries(facts).filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0));
  if (told.length === 0) return null;
  const list = <Facts facts={told} />;
  if (told.length <= AT_ONCE && told.every(([, value]) => plain(value).length <= 80)) return list;
  return (
    <details>
      <summary className="cursor-pointer text-ink-soft">{label}</summary>
      {list}
    </details>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, unknown])[] }) {
  const [t, ui, causes, roles] = [useTranslations("record.fact"), useTranslations("ui"), useTranslations("consignment.history.cause"), useTranslations("frame.role")];
  const shown = (name: string, value: unknown): string => {
    if (typeof value === "boolean") return ui(value ? "yes" : "no");
    const text = plain(value);
    if (name === "role" && roles.has(text)) return roles(text as "feed");
    return name === "cause" && causes.has(causeOf(text)) ? `${causes(causeOf(text))}${text.startsWith("profile:") ? ` ${text.slice("profile:".length)}` : ""}` : text;
  };
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-2 text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-faint">{t.has(name) ? t(name) : name}</dt>
          <dd className="max-w-xl min-w-0 break-all text-ink-soft">{shown(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A recorded value as text: lists parted by commas, what has an inside as JSON. */
function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((each) => typeof each === "string" || typeof each === "number")) return value.join(", ");
  return JSON.stringify(value);
}
