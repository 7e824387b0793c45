"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { Section } from "#components/access/Section";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { useRefusalWords, type RefusedHere } from "#components/ui/refusal-words";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { missingTargets } from "#lib/feeds/mapping";
import type { Mapping } from "#lib/feeds/mapping";
import type { MappedPreview, TableSample } from "#lib/lodging/preview";
import type { Outcome } from "../../app/outcome.ts";
import { useKept } from "../ui/draft.ts";
import { MappingSettings } from "./MappingSettings.tsx";
import { MappingTable } from "./MappingTable.tsx";
import { PreviewTable } from "./PreviewTable.tsx";

/** A mapping that can be taken as it is: saved before, or suggested by the header. */
export type OfferedMapping = { readonly name: string | null; readonly version: number | null; readonly mapping: Mapping };

type Props = {
  readonly id: number;
  readonly sample: TableSample;
  readonly offered: readonly OfferedMapping[];
  readonly name: string;
  readonly first: MappedPreview;
  readonly look: (id: number, mapping: Mapping) => Promise<Outcome<MappedPreview>>;
  readonly save: (id: number, name: string, mapping: Mapping) => Promise<Outcome<{ readonly version: number }>>;
  readonly start: (id: number, name: string, mapping: Mapping) => Promise<Outcome>;
};

/** How long the hand rests before a changed mapping is looked at again, in milliseconds. */
const REST = 350;

/** Where a mapping is made beside what it does: fields and columns above, the first rows as they would be lodged below. */
export function MappingScreen({ id, sample, offered, name: firstName, first, look, save, start }: Props) {
  const t = useTranslations("imports");
  const word = useRefusalWords();
  const [mapping, setMapping, letMappingGo] = useKept<Mapping>(`mapping ${id}`, offered[0]?.mapping ?? { columns: {}, dates: "unambiguous", numbers: "plain", fullWidth: "refuse", words: {}, offset: "+08:00" });
  const [name, setName, letNameGo] = useKept(`mapping-name ${id}`, offered[0]?.name ?? firstName);
  const [preview, setPreview] = useState(first);
  const [saved, setSaved] = useState<number | null>(null);
  const [refused, setRefused] = useState<RefusedHere | null>(null);
  const [busy, act] = useTransition();
  const [looking, setLooking] = useState(false);
  const shown = useRef(mapping);
  const whole = complete(mapping);

  useEffect(() => {
    if (shown.current === mapping) return undefined;
    async function lookAgain(): Promise<void> {
      shown.current = mapping;
      setLooking(true);
      const outcome = await look(id, complete(mapping));
      if (shown.current !== mapping) return;
      setLooking(false);
      if (outcome.state === "done") setPreview(outcome.result);
    }
    const timer = setTimeout(() => void lookAgain(), REST);
    return () => clearTimeout(timer);
  }, [id, look, mapping]);

  function change(next: Partial<Mapping>): void {
    setMapping((before) => ({ ...before, ...next }));
    setSaved(null);
  }
  function run(work: () => Promise<Outcome<{ readonly version: number }> | Outcome>): void {
    act(async () => {
      const outcome = await work();
      setRefused(outcome.state === "refused" ? outcome : null);
      if (outcome.state !== "done") return;
      letMappingGo();
      letNameGo();
      if (outcome.result !== undefined) setSaved(outcome.result.version);
    });
  }

  const missing = missingTargets(whole.columns);
  return (
    <div className="flex flex-col gap-4">
      <Section title={t("mapping.title")} note={t("mapping.note", { rows: sample.rows })}>
        <p className="text-xs text-ink-faint">
          {sample.charset === null
            ? t("mapping.sheet")
            : t("mapping.written", { charset: sample.charset, delimiter: t(`mapping.delimiter.${DELIMITER[sample.delimiter ?? ","] ?? "comma"}`) })}
        </p>
        {offered.length > 1 ? (
          <Select
            label={t("mapping.saved")}
            defaultValue="0"
            options={offered.map((one, at) => ({ id: String(at), label: one.name === null ? t("mapping.suggested") : t("mapping.version", { name: one.name, version: one.version ?? 1 }) }))}
            onChange={(at) => {
              const one = offered[Number(at)];
              if (one === undefined) return;
              change(one.mapping);
              setName(one.name ?? firstName);
            }}
          />
        ) : null}
        <MappingTable sample={sample} columns={mapping.columns} onChange={(target, origin) => change({ columns: { ...without(mapping.columns, target), ...(origin === undefined ? {} : { [target]: origin }) } })} />
        <MappingSettings mapping={mapping} onChange={change} unknownUnits={preview.unknownUnits} />
        <div className="flex flex-wrap items-end gap-3">
          <div className="w-72 max-w-full">
            <TextField label={t("mapping.name")} description={t("mapping.nameNote")} value={name} onChange={setName} />
          </div>
          <Button onPress={() => run(() => save(id, name, whole))} isDisabled={busy || name.trim() === ""}>
            {t("mapping.save")}
          </Button>
          {saved === null ? null : <output className="text-green">{t("mapping.savedAs", { name, version: saved })}</output>}
        </div>
      </Section>
      <Section title={t("preview.title")} note={t("preview.note", { shown: preview.records.length, total: preview.total })}>
        <div aria-busy={looking}>
          <PreviewTable preview={preview} mapping={whole} />
        </div>
      </Section>
      {refused === null ? null : <ErrorNote title={word(refused)} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" onPress={() => run(() => start(id, name, whole))} isDisabled={busy || looking || missing.length > 0 || preview.total === 0 || name.trim() === ""}>
          {t("start", { count: preview.total })}
        </Button>
        <output className={missing.length > 0 ? "text-red" : "text-ink-soft"}>{missing.length > 0 ? t("mapping.missingCount", { count: missing.length }) : t("startNote")}</output>
      </div>
    </div>
  );
}

const DELIMITER: Readonly<Record<string, "comma" | "semicolon" | "tab" | "bar">> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };

/** A mapping without the constants that have no text yet. */
function complete(mapping: Mapping): Mapping {
  return { ...mapping, columns: Object.fromEntries(Object.entries(mapping.columns).filter(([, origin]) => "column" in origin || origin.constant.trim() !== "")) };
}

function without(columns: Mapping["columns"], target: keyof Mapping["columns"]): Mapping["columns"] {
  const { [target]: _gone, ...others } = columns;
  return others;
}
