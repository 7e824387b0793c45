"use client";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { REQUIRED_TARGETS, TARGETS, missingTargets } from "#lib/feeds/mapping";
import type { Mapping, Target } from "#lib/feeds/mapping";
import type { TableSample } from "#lib/lodging/preview";

type Columns = Mapping["columns"];
type Props = { readonly sample: TableSample; readonly columns: Columns; readonly onChange: (target: Target, origin: Columns[Target]) => void };

const NOTED: readonly Target[] = ["revision", "goods", "lodgedAt", "status", "lineNo"];

/** Each field of a declaration beside the column of the file that holds it, with some of its values; what is missing is marked. */
export function MappingTable({ sample, columns, onChange }: Props) {
  const t = useTranslations("imports.mapping");
  const missing = missingTargets(columns);
  return (
    <div role="table" aria-label={t("title")} className="flex flex-col divide-y divide-line">
      <div role="row" className="hidden grid-cols-[12rem_minmax(0,16rem)_minmax(0,1fr)] gap-4 pb-2 text-table text-ink-faint md:grid">
        <span role="columnheader">{t("field")}</span>
        <span role="columnheader">{t("column")}</span>
        <span role="columnheader">{t("values")}</span>
      </div>
      {TARGETS.map((target) => (
        <TargetRow key={target} target={target} origin={columns[target]} sample={sample} missing={missing.includes(target)} onChange={(origin) => onChange(target, origin)} />
      ))}
    </div>
  );
}

type RowProps = { readonly target: Target; readonly origin: Columns[Target]; readonly sample: TableSample; readonly missing: boolean; readonly onChange: (origin: Columns[Target]) => void };

function TargetRow({ target, origin, sample, missing, onChange }: RowProps) {
  const t = useTranslations("imports");
  const field = t(`target.${target}`);
  const options = [
    { id: "nothing", label: t("mapping.nothing") },
    { id: "constant", label: t("mapping.constant") },
    ...sample.header.map((name, at) => ({ id: `column ${at}`, label: name, note: sample.samples[at]?.join(" · ") ?? "" })),
  ];
  const chosen = origin === undefined ? "nothing" : "constant" in origin ? "constant" : `column ${sample.header.indexOf(origin.column)}`;
  function choose(id: string): void {
    const column = sample.header[Number(id.replace("column ", ""))];
    if (id === "nothing") onChange(undefined);
    else if (id === "constant") onChange({ constant: "" });
    else if (column !== undefined) onChange({ column });
  }
  return (
    <div role="row" className="grid gap-x-4 gap-y-1 py-2 md:grid-cols-[12rem_minmax(0,16rem)_minmax(0,1fr)]">
      <div role="rowheader" className="min-w-0">
        <span className={missing ? "font-medium text-red" : "font-medium"}>{field}</span>
        {missing ? (
          <span className="flex items-center gap-1 text-xs text-red">
            <TriangleAlert aria-hidden className="size-3" />
            {t("mapping.missing")}
          </span>
        ) : null}
        {!missing && REQUIRED_TARGETS.includes(target) ? <span className="block text-xs text-ink-faint">{t("mapping.needed")}</span> : null}
        {NOTED.includes(target) ? <span className="block text-xs text-ink-faint">{t(`targetNote.${target as "revision"}`)}</span> : null}
      </div>
      <div role="cell" className="min-w-0">
        <Select hideLabel label={t("mapping.columnFor", { field })} options={options} value={chosen} onChange={choose} />
      </div>
      <div role="cell" className="min-w-0 self-center text-table break-words text-ink-soft">
        {origin === undefined ? null : "constant" in origin ? (
          <TextField hideLabel label={t("mapping.constantFor", { field })} value={origin.constant} onChange={(constant) => onChange({ constant })} />
        ) : (
          (sample.samples[sample.header.indexOf(origin.column)]?.join(" · ") ?? "")
        )}
      </div>
    </div>
  );
}
