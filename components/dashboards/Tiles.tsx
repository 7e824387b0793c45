import type { Tile } from "#lib/dashboards/overview";
import { Link } from "../../app/navigation.ts";
import { numberText, type Wording } from "./worded.ts";

/** Figures side by side, each a link to its list. `large` is for a wall, where nothing is pressed. */
export function Tiles({ label, tiles, wording, large = false }: { readonly label: string; readonly tiles: readonly Tile[]; readonly wording: Wording; readonly large?: boolean }) {
  return (
    <section aria-label={label} className={large ? "" : "mt-3"}>
      <h2 className={large ? "mb-2 text-2xl text-ink-soft" : "mb-1.5 font-semibold"}>{label}</h2>
      <ul className={`grid gap-3 ${large ? "grid-cols-3 xl:grid-cols-5" : "grid-cols-2 sm:grid-cols-3 lg:grid-cols-5"}`}>
        {tiles.map((tile) => (
          <li key={tile.name} className="panel">
            {large ? (
              <div className="px-5 py-3.5">
                <Face tile={tile} wording={wording} large />
              </div>
            ) : (
              <Link href={tile.list} className="block rounded-md p-3 hover:bg-hover">
                <Face tile={tile} wording={wording} large={false} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Face({ tile: { name, unit, value, of, before }, wording, large }: { readonly tile: Tile; readonly wording: Wording; readonly large: boolean }) {
  const { t } = wording;
  const text = (figure: number | null) => numberText(figure, unit === "share" ? "share" : "count", wording);
  const alarming = name === "past-due" && (value ?? 0) > 0;
  return (
    <>
      <span className={`block text-ink-soft ${large ? "text-xl" : "text-table"}`}>{t(`figure.${name}`)}</span>
      <span className={`block font-semibold tabular-nums ${large ? "text-[clamp(2.5rem,5vw,5rem)] leading-tight" : "text-2xl"} ${alarming ? "text-red" : ""}`}>{text(value)}</span>
      <span className={`block text-ink-faint tabular-nums ${large ? "text-lg empty:hidden" : "text-xs"}`}>
        {of === null ? "" : value === null ? t("unit.nothing") : t("unit.of", { n: of })}
        {before === null ? "" : `${of === null ? "" : " · "}${t("was", { value: text(before) })}`}
        {of === null && before === null && !large ? " " : ""}
      </span>
    </>
  );
}
