import { useLocale, useTranslations } from "next-intl";
import type { Verdict } from "#lib/capacity/verdict";
import { numberFormat } from "./number-format.ts";

const FILL = { exceeds: "bg-red", suspended: "bg-violet", "cannot-compare": "bg-neutral", unknown: "bg-neutral", near: "bg-yellow", within: "bg-green" } as const satisfies Record<Verdict, string>;

/** Declared against certified as a bar: the mark is the whole of what was certified, 1 = all of it. Above that the bar runs past the mark. */
export function UsedBar({ used, verdict, wide = false }: { readonly used: number | null; readonly verdict: Verdict; readonly wide?: boolean }) {
  const t = useTranslations("triage");
  const locale = useLocale();
  if (used === null) return <span className="text-xs text-ink-faint">{t(`verdict.${verdict}`)}</span>;
  const scale = Math.max(1, used);
  const share = numberFormat(locale, used < 0.1 ? "smallShare" : "share").format(used);
  return (
    <span className={`flex min-h-5 items-center gap-2 ${wide ? "w-full" : ""}`} title={t("usedOf", { share })}>
      <span className={`relative h-2 min-w-10 flex-1 rounded-sm bg-sunken ring-1 ring-line ring-inset`}>
        <span className={`absolute inset-y-0 start-0 rounded-sm ${FILL[verdict]}`} style={{ width: `${Math.min(100, (used / scale) * 100)}%` }} />
        <span className="absolute -inset-y-0.5 w-0.5 bg-ink" style={{ insetInlineStart: `calc(${100 / scale}% - 2px)` }} />
      </span>
      <span className={`w-11 shrink-0 text-end text-xs ${verdict === "exceeds" ? "font-semibold text-red" : "text-ink-soft"}`}>{share}</span>
    </span>
  );
}
