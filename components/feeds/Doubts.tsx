import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { EventProblem } from "#lib/feeds/event";
import { isTruthCode } from "#lib/feeds/truthTable";
import { Link } from "../../app/navigation.ts";
import { lineAddress } from "./MarkedJson.tsx";
import { Seen } from "./Seen.tsx";

/** Why an event is doubted: each check's name and what it means in the reader's words, what was read, and the line where it stands. `opens` where the reader may see the checks. */
export function Doubts({ name, problems, lineOf, opens }: { readonly name: string; readonly problems: readonly EventProblem[]; readonly lineOf: (pointer: string) => number | undefined; readonly opens: boolean }) {
  const [problem, tAll] = [useTranslations("feeds.problem"), useTranslations("quarantine")];
  return (
    <ul className="flex flex-col gap-3">
      {problems.map((one) => {
        const { pointer, code } = one;
        const line = lineOf(pointer);
        return (
          <li key={`${pointer} ${code}`} className="flex items-start gap-2 text-table">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-yellow" />
            <span className="min-w-0">
              <span className="font-medium">{problem.has(code) ? problem(code) : code}</span>
              {tAll.has(`means.${code}`) ? <span className="block text-ink-soft text-pretty">{tAll(`means.${code}`)}</span> : null}
              <span className="block break-words text-ink-soft">
                <Seen problem={one} />
              </span>
              <span className="block text-xs break-all text-ink-faint">
                <code className="font-mono">{pointer}</code>
                {line === undefined ? null : (
                  <>
                    {" · "}
                    <a href={`#${lineAddress(name, line)}`} className="text-accent underline">
                      {tAll("entry.atLine", { line })}
                    </a>
                  </>
                )}
                {opens && isTruthCode(code) ? (
                  <>
                    {" · "}
                    <Link href={`/feeds/checks/${code}`} className="text-accent underline">
                      {tAll("eventPage.check")}
                    </Link>
                  </>
                ) : null}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
