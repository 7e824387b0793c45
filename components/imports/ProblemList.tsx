import { CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { readOf } from "../ui/read-of.ts";

type Problem = { readonly pointer: string; readonly code: string; readonly detail: string; readonly severity: "error" | "warning" };

/** What is wrong or doubtful with a record: in words, what was read, and where. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const t = useTranslations("imports");
  return (
    <ul className="flex flex-col gap-1">
      {problems.map((problem) => (
        <li key={`${problem.pointer} ${problem.code} ${problem.detail}`} className="flex items-start gap-1.5 text-table">
          {problem.severity === "warning" ? <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-yellow" /> : <CircleX aria-hidden className="mt-0.5 size-3.5 shrink-0 text-red" />}
          <span className="min-w-0">
            <span className="font-medium">{t.has(`problem.${problem.code}`) ? t(`problem.${problem.code}`) : problem.code}</span>
            {problem.detail === "" ? null : (
              <Said code={problem.code} detail={problem.detail} />
            )}
            {problem.pointer !== "" ? <code className="block font-mono text-xs break-all text-ink-faint">{readable(problem.pointer)}</code> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is wanted, and what was read; what has no words stands as it was written for the sender. */
function Said({ code, detail }: Pick<Problem, "code" | "detail">) {
  const t = useTranslations("imports");
  const read = readOf(detail);
  const wanted = t.has(`wanted.${code}`) ? t(`wanted.${code}` as "wanted.formula") : undefined;
  return (
    <span {...(wanted === undefined ? { lang: "en" } : {})} className="block break-words text-ink-soft">
      {wanted === undefined ? detail : [wanted, ...(read === undefined ? [] : [t("read", { read })])].join(" ")}
    </span>
  );
}

/** A pointer as it reads: `/rows/5/数量 (kg)` without the marks that RFC 6901 puts for `/` and `~`. */
function readable(pointer: string): string {
  return pointer.replaceAll("~1", "/").replaceAll("~0", "~");
}
