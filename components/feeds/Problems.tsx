import { CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SeenFacts } from "#lib/feeds/event";
import { Seen } from "./Seen.tsx";

type Problem = { readonly pointer: string; readonly code: string; readonly detail: string; readonly severity?: "error" | "warning"; readonly facts?: SeenFacts };

type Lines = { readonly lineOf?: (pointer: string) => number | undefined; readonly onLine?: (line: number) => void };

/** What is wrong or doubtful, one by one: what it is, what was read, and where in the document as a JSON pointer, with its line where the text stands beside it. */
export function Problems({ problems, lineOf, onLine }: { readonly problems: readonly Problem[] } & Lines) {
  const t = useTranslations("feeds");
  return (
    <ul className="flex flex-col gap-1.5">
      {problems.map((problem) => (
        <li key={`${problem.pointer} ${problem.code}`} className="flex items-start gap-1.5 text-table">
          {problem.severity === "warning" ? <TriangleAlert aria-label={t("doubt")} className="mt-0.5 size-3.5 shrink-0 text-yellow" /> : <CircleX aria-label={t("error")} className="mt-0.5 size-3.5 shrink-0 text-red" />}
          <span className="min-w-0">
            <span className="font-medium">{t.has(`problem.${problem.code}`) ? t(`problem.${problem.code}`) : problem.code}</span>
            <span className="block break-words text-ink-soft">
              <Seen problem={problem} />
            </span>
            <span className="block text-xs break-all text-ink-faint">
              <code className="font-mono">{problem.pointer === "" ? t("wholeDocument") : problem.pointer}</code> · <code className="font-mono">{problem.code}</code>
              <ToLine line={lineOf?.(problem.pointer)} onLine={onLine} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function ToLine({ line, onLine }: { readonly line: number | undefined; readonly onLine: Lines["onLine"] }) {
  const t = useTranslations("quarantine.entry");
  if (line === undefined || onLine === undefined) return null;
  return (
    <>
      {" · "}
      <button type="button" onClick={() => onLine(line)} className="cursor-pointer text-accent underline">
        {t("atLine", { line })}
      </button>
    </>
  );
}
