import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EventProblem } from "#lib/feeds/event";
import { Link } from "../../app/navigation.ts";
import { brokenAt, readOf } from "../ui/read-of.ts";

type SeenProblem = Pick<EventProblem, "code" | "detail" | "facts">;

/** What was seen, in the reader's words; what was kept without its facts stands as it was written for the sender. */
export function Seen({ problem: { code, detail, facts } }: { readonly problem: SeenProblem }) {
  const t = useTranslations("feeds");
  if (detail === "") return null;
  const said = facts === undefined ? undefined : t.has(`seen.${code}`) ? code : "read" in facts ? "read" : undefined;
  if (facts !== undefined && Object.keys(facts).length === 0) return null;
  if (said === undefined) return <Unkept code={code} detail={detail} />;
  const by = String(facts?.["by"] ?? "");
  return t.rich(`seen.${said}` as "seen.read", {
    ...(facts as { readonly read: string }),
    event: eventLink(by),
  });
}

/** Problems that their title and their place say whole. */
const SAID_BY_TITLE: ReadonlySet<string> = new Set(["missing", "empty-list", "unknown-member", "not-an-object", "not-a-list", "not-a-number", "not-a-boolean"]);

/** What a problem without facts comes to: what is wanted there, what was read, and where its text broke; what has no words stands as it was written for the sender. */
function Unkept({ code, detail }: Pick<SeenProblem, "code" | "detail">) {
  const t = useTranslations("feeds");
  const [read, broken] = [readOf(detail), brokenAt(detail)];
  const wanted = t.has(`wanted.${code}`) ? t(`wanted.${code}` as "wanted.not-text") : undefined;
  if (wanted === undefined && !SAID_BY_TITLE.has(code)) return <span lang="en">{detail}</span>;
  return (
    <>
      {wanted} {read === undefined ? null : t("seen.read", { read })} {broken === undefined ? null : t("brokenAt", broken)}
    </>
  );
}

/** What leads to another event of that id. */
function eventLink(id: string): (chunks: ReactNode) => ReactNode {
  return (chunks) => <Link href={`/feeds/events/${encodeURIComponent(id)}`} className="text-accent underline">{chunks}</Link>;
}
