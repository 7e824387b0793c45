import { useLocale, useTranslations } from "next-intl";
import { numberFormat } from "../ui/number-format.ts";
import { Link } from "../../app/navigation.ts";
import type { Share } from "#lib/risk/interval";

/** A share as words and as a bar with its interval: how many of how many known, and where the true share lies; with the list of those that count, where there is one. */
export function ShareBar({ share, href = null }: { readonly share: Share | undefined; readonly href?: string | null }) {
  const [t, locale] = [useTranslations("feedback"), useLocale()];
  if (share === undefined) return <span className="text-ink-faint">{t("unknown")}</span>;
  const percent = (value: number) => numberFormat(locale, "share").format(value);
  const width = 120;
  const words = t("share", { hits: share.hits, of: share.of, share: percent(share.share) });
  return (
    <span className="grid grid-cols-[120px_minmax(6.5rem,max-content)_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 max-md:flex max-md:flex-wrap">
      <svg viewBox={`0 0 ${width} 12`} width={width} height={12} aria-hidden className="shrink-0">
        <rect x={0} y={4} width={width} height={4} className="fill-sunken" />
        <rect x={share.low * width} y={3} width={Math.max(2, (share.high - share.low) * width)} height={6} className="fill-blue opacity-40" />
        <rect x={Math.max(0, share.share * width - 1.5)} y={0} width={3} height={12} className="fill-blue" />
      </svg>
      <span className="whitespace-nowrap tabular-nums">{href === null ? words : <Link href={href} className="inline-block min-h-6 text-accent hover:underline">{words}</Link>}</span>
      <span className="text-xs text-ink-faint tabular-nums">{t("between", { low: percent(share.low), high: percent(share.high) })}</span>
    </span>
  );
}
