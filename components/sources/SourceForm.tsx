"use client";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Checkbox } from "#components/ui/Checkbox";
import { CodePicker, type Finder } from "#components/ui/CodePicker";
import { Radios } from "#components/ui/Radios";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import type { SourceSettings } from "#lib/feeds/source";
import { SOURCE_KINDS, type SourceKind } from "#lib/feeds/sourceKind";
import type { Schedule } from "#lib/feeds/sourceSchedule";
import type { Trial } from "#lib/feeds/sourceTrial";
import type { Outcome } from "../../app/outcome.ts";
import { durationOf } from "./duration.ts";
import { PlaceFields } from "./PlaceFields.tsx";
import { BY_CRON, NEVER } from "./source-input.ts";
import { TrialPanel } from "./TrialPanel.tsx";

/** A source as its form shows it; the secret is not among it. */
export type SourceShown = {
  readonly code: string;
  readonly name: string;
  readonly organisation: string;
  readonly settings: SourceSettings;
  readonly hasSecret: boolean;
  readonly schedule: Schedule | null;
  readonly state: "on" | "off";
  readonly staleAfterMinutes: number | null;
  readonly version: number;
};

const EVERY = [15, 60, 300, 900, 3600, 21_600, 86_400];
const SILENCES = [60, 360, 1440, 4320, 10_080];

/** Connects a source, or changes one: what it is, where it is (with a trial), and what it is called and when it is read. `steps` words the business steps. */
export function SourceForm({
  source,
  action,
  attempt,
  submit,
  steps,
  findOrganisations,
}: {
  readonly source?: SourceShown;
  readonly action: FormAction;
  readonly attempt: (form: FormData) => Promise<Outcome<Trial>>;
  readonly submit: string;
  readonly steps: Readonly<Record<string, string>>;
  readonly findOrganisations: Finder;
}) {
  const t = useTranslations("sources");
  const [kind, setKind] = useState<SourceKind>(source?.settings.kind ?? "epcis");
  return (
    <ActionForm action={action} submit={submit}>
      {source === undefined ? (
        <Step number={1} title={t("step.kind")}>
          <Radios
            name="settings/kind"
            label={t("field.kind")}
            value={kind}
            onChange={(id) => setKind(SOURCE_KINDS.find((one) => one === id) ?? "epcis")}
            options={SOURCE_KINDS.map((id) => ({ id, label: t(`kind.${id}`), note: t(`kindNote.${id}`) }))}
          />
        </Step>
      ) : (
        <>
          <input type="hidden" name="settings/kind" value={kind} />
          <input type="hidden" name="code" value={source.code} />
          <input type="hidden" name="$version" value={source.version} />
        </>
      )}
      <Step number={2} title={t("step.place")}>
        <PlaceFields key={kind} kind={kind} settings={source?.settings} hasSecret={source?.hasSecret ?? false} />
        {kind === "push" ? <p className="text-table text-ink-soft">{t("tried.push")}</p> : <TrialPanel attempt={attempt} steps={steps} />}
      </Step>
      <Step number={3} title={t("step.how")}>
        <Names source={source} findOrganisations={findOrganisations} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {kind === "push" ? null : <ScheduleFields schedule={source?.schedule ?? null} />}
          <SilenceField minutes={source === undefined ? 1440 : source.staleAfterMinutes} />
        </div>
        <Checkbox name="on" value="on" defaultSelected={source?.state !== "off"}>
          {t("field.on")}
        </Checkbox>
      </Step>
    </ActionForm>
  );
}

function Step({ number, title, children }: { readonly number: number; readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="panel flex flex-col gap-4 p-4 sm:p-5">
      <h2 className="flex items-center gap-2 text-lg font-semibold">
        <span aria-hidden className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-table text-accent">
          {number}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Names({ source, findOrganisations }: { readonly source: SourceShown | undefined; readonly findOrganisations: Finder }) {
  const t = useTranslations("sources.field");
  return (
    <>
      <TextField name="name" label={t("name")} description={t("nameNote")} defaultValue={source?.name ?? ""} isRequired />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <CodePicker name="organisation" label={t("organisation")} description={t("organisationNote")} nothing={t("noOrganisation")} find={findOrganisations} defaultValue={source?.organisation} />
        {source === undefined ? <TextField name="code" label={t("code")} description={t("codeNote")} spellCheck="false" /> : null}
      </div>
    </>
  );
}

function ScheduleFields({ schedule }: { readonly schedule: Schedule | null }) {
  const [t, time] = [useTranslations("sources.field"), useTranslations("sources.duration")];
  const standing = schedule === null ? 300 : "everySeconds" in schedule ? schedule.everySeconds : BY_CRON;
  const [every, setEvery] = useState(String(standing));
  const choices = [...new Set([...EVERY, ...(typeof standing === "number" ? [standing] : [])])].toSorted((a, b) => a - b);
  const worded = (seconds: number) => {
    const { unit, n } = durationOf(seconds);
    return time(unit, { n });
  };
  return (
    <>
      <Select
        name="schedule/everySeconds"
        label={t("schedule")}
        value={every}
        onChange={setEvery}
        options={[...choices.map((seconds) => ({ id: String(seconds), label: worded(seconds) })), { id: BY_CRON, label: t("byCron") }]}
      />
      {every === BY_CRON ? (
        <TextField
          name="schedule/cron"
          label={t("cron")}
          description={t("cronNote")}
          defaultValue={schedule !== null && "cron" in schedule ? schedule.cron : "30 2 * * *"}
          isRequired
          spellCheck="false"
        />
      ) : null}
    </>
  );
}

function SilenceField({ minutes }: { readonly minutes: number | null }) {
  const [t, time] = [useTranslations("sources.field"), useTranslations("sources.duration")];
  const choices = [...new Set([...SILENCES, ...(minutes === null ? [] : [minutes])])].toSorted((a, b) => a - b);
  const worded = (each: number) => {
    const { unit, n } = durationOf(each * 60);
    return time(unit, { n });
  };
  return (
    <Select
      name="staleAfterMinutes"
      label={t("staleAfter")}
      defaultValue={minutes === null ? NEVER : String(minutes)}
      options={[...choices.map((each) => ({ id: String(each), label: worded(each) })), { id: NEVER, label: t("neverStale") }]}
    />
  );
}
