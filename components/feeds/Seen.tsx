import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EventProblem } from "#lib/feeds/event";
import { Link } from "../../app/navigation.ts";

type SeenProblem = Pick<EventProblem, "code" | "detail" | "facts">;

/** What was seen, in the reader's words; what was kept without its facts stands as it was written for the sender. */
export function Seen({ problem: { code, detail, facts } }: { readonly problem: SeenProblem }) {
  const t = useTranslations("feeds");
  if (detail === "") return null;
  const said = facts === undefined ? undefined : t.has(`seen.${code}`) ? code : "read" in facts ? "read" : undefined;
  if (facts !== undefined && Object.keys(facts).length === 0) return null;
  if (said === undefined) return <span lang="en">{detail}</span>;
  const by = String(facts?.["by"] ?? "");
  return t.rich(`seen.${said}` as "seen.read", {
    ...(facts as { readonly read: string }),
    event: eventLink(by),
  });
}

/** What leads to another event of that id. */
function eventLink(id: string): (chunks: ReactNode) => ReactNode {
  return (chunks) => <Link href={`/feeds/events/${encodeURIComponent(id)}`} className="text-accent underline">{chunks}</Link>;
}
