import type { ReactNode } from "react";
import { useLocale, useTranslations } from "next-intl";
import { ELSEWHERE, EARLIER, fillOf, type Piece } from "#lib/capacity/fill";
import type { AccountReading, Share } from "#lib/capacity/picture";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";

const NARROWEST_LABEL = 0.035;
const NARROWEST_ON_PHONE = 0.1;
const percent = (part: number): string => `${(part * 100).toFixed(3)}%`;

/**
 * Declared against certified as a bar that fills line by line: each line a piece in the order it was entered, this declaration's
 * marked, what lies beyond the certified capacity red. The table beside it says the same in words.
 */
export function CapacityBar({ account, shares, own }: { readonly account: AccountReading; readonly shares: readonly Share[]; readonly own?: number }) {
  const t = useTranslations("consignment.bar");
  const locale = useLocale();
  const numbered = new Map(shares.map((share, index) => [keyOf(share), { share, place: index + 1 }]));
  const fill = fillOf(shares.map((share) => ({ key: keyOf(share), quantity: share.quantity })), account);
  const say = (value: string) => amountWords(value, account.unit, locale);
  const mark = fill.capacity ?? fill.limit;
  return (
    <figure className="flex flex-col gap-1">
      <div aria-hidden className="relative h-5 text-table">
        {mark === null || account.limit === null ? null : (
          <span className={`absolute bottom-0 whitespace-nowrap text-ink ${mark > 0.6 ? "-translate-x-full pe-1.5" : "ps-1.5"}`} style={{ left: percent(mark) }}>
            {t("certified", { amount: say(account.limit) })}
          </span>
        )}
      </div>
      <svg aria-hidden width="100%" height="44" className="block overflow-visible">
        <defs>
          <pattern id={`hatch-${account.id}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="fill-sunken" />
            <rect width="2.5" height="6" className="fill-line-strong" />
          </pattern>
        </defs>
        <rect x="0" y="6" width="100%" height="32" rx="3" className="fill-sunken" />
        {mark === null ? null : <rect x="0" y="6" width={percent(mark)} height="32" className="fill-green-soft" />}
        {fill.pieces.map((piece) => (
          <PieceShape key={`${piece.key}${piece.from}${piece.back ? "b" : ""}`} piece={piece} known={numbered.get(piece.key)} own={own} hatch={`url(#hatch-${account.id})`} />
        ))}
        {mark === null ? null : <line x1={percent(mark)} x2={percent(mark)} y1="0" y2="44" className="stroke-ink" strokeWidth="2" />}
        {fill.limit === null || fill.limit === mark ? null : <line x1={percent(fill.limit)} x2={percent(fill.limit)} y1="2" y2="42" className="stroke-ink" strokeWidth="1" strokeDasharray="3 2" />}
      </svg>
      <figcaption className="flex flex-wrap justify-between gap-x-6 text-table">
        <span className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft">
          {own === undefined ? null : <Legend className="bg-accent">{t("own")}</Legend>}
          <Legend className="bg-line-strong">{t("others")}</Legend>
          {fill.pieces.some((piece) => piece.over) ? <Legend className="bg-red">{t("over")}</Legend> : null}
          {fill.pieces.some((piece) => piece.key === ELSEWHERE) ? <Legend className="bg-neutral-soft ring-1 ring-line-strong">{t("elsewhere", { amount: say(account.elsewhere) })}</Legend> : null}
          {fill.pieces.some((piece) => piece.key === EARLIER) ? <Legend className="bg-neutral-soft ring-1 ring-line-strong">{t("earlier")}</Legend> : null}
        </span>
        <span className="ms-auto font-medium">{t("declared", { amount: say(account.declared) })}</span>
      </figcaption>
    </figure>
  );
}

/** The key of one line of one declaration among the pieces. */
export function keyOf(share: Pick<Share, "declarationId" | "line">): string {
  return `${share.declarationId}:${share.line}`;
}

type Known = { readonly share: Share; readonly place: number };

function PieceShape({ piece, known, own, hatch }: { readonly piece: Piece; readonly known: Known | undefined; readonly own: number | undefined; readonly hatch: string }) {
  const locale = useLocale();
  const width = piece.to - piece.from;
  const mine = known !== undefined && known.share.declarationId === own;
  const box = { x: percent(piece.from), y: "6", width: percent(width), height: "32" };
  if (known === undefined) return <rect {...box} fill={hatch} className="stroke-raised" strokeWidth="1.5" />;
  const { share, place } = known;
  const look = piece.back ? "fill-raised stroke-line-strong" : piece.over ? (mine ? "fill-red" : "fill-red opacity-55") : mine ? "fill-accent" : "fill-line-strong";
  return (
    <Link href={`/consignments/${encodeURIComponent(share.number)}`} tabIndex={-1} prefetch={false}>
      <title>{`${place}. ${share.number} · ${locale === "en" ? share.importer.en : share.importer.zh} · ${amountWords(share.declared.value, share.declared.unit, locale)}`}</title>
      <rect {...box} className={`${look} stroke-raised`} strokeWidth="1.5" />
      {mine ? <rect {...box} y="40" height="4" className="fill-accent" /> : null}
      {width < NARROWEST_LABEL ? null : (
        <text x={percent(piece.from + width / 2)} y="27" textAnchor="middle" className={`text-xs font-medium ${width < NARROWEST_ON_PHONE ? "max-sm:hidden" : ""} ${piece.back ? "fill-ink" : "fill-raised"}`}>
          {place}
        </text>
      )}
    </Link>
  );
}

function Legend({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={`size-2.5 rounded-[2px] ${className}`} />
      {children}
    </span>
  );
}
