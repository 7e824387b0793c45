"use client";
import { CircleCheck, CircleX, FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Problems } from "#components/feeds/Problems";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { Timestamp } from "#components/ui/Timestamp";
import type { Trial } from "#lib/feeds/sourceTrial";
import type { Outcome } from "../../app/outcome.ts";
import { ProblemWords } from "./ProblemWords.tsx";

type Steps = { readonly steps: Readonly<Record<string, string>> };

/** Tries the source that the form around describes, and shows what would be taken in. Nothing is stored. `steps` words the business steps. */
export function TrialPanel({ attempt, steps }: Steps & { readonly attempt: (form: FormData) => Promise<Outcome<Trial>> }) {
  const [t, refusals, field] = [useTranslations("sources"), useTranslations("refusals"), useTranslations("access.field")];
  const [outcome, setOutcome] = useState<Outcome<Trial>>({ state: "none" });
  const [busy, begin] = useTransition();
  const panel = useRef<HTMLDivElement>(null);
  const run = (): void => {
    const form = panel.current?.closest("form");
    if (form) begin(async () => setOutcome(await attempt(new FormData(form))));
  };
  return (
    <div ref={panel} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={<FlaskConical aria-hidden className="size-4" />} onPress={run} isDisabled={busy}>
          {busy ? t("trying") : t("try")}
        </Button>
        <span className="text-xs text-ink-faint">{t("tryNote")}</span>
      </div>
      <div aria-live="polite" aria-busy={busy}>
        {outcome.state === "refused" ? (
          <ErrorNote title={t("tried.failed")}>
            {outcome.fields.length === 0
              ? refusals.has(outcome.code)
                ? refusals(outcome.code, outcome.facts)
                : outcome.code
              : outcome.fields.map(({ pointer, code }) => (
                  <span key={pointer} className="block">{`${pointer.split("/").at(-1) ?? ""}: ${refusals.has(code) ? refusals(code) : field("wrong")}`}</span>
                ))}
          </ErrorNote>
        ) : null}
        {outcome.state === "done" ? <Found trial={outcome.result} steps={steps} /> : null}
      </div>
    </div>
  );
}

function Found({ trial, steps }: Steps & { readonly trial: Trial }) {
  const t = useTranslations("sources");
  if (!trial.ok) {
    const fingerprint = trial.problem.code === "host-key-unknown" ? String(trial.problem.facts["fingerprint"] ?? "") : "";
    return (
      <ErrorNote title={t("tried.failed")} action={fingerprint === "" ? undefined : <TakeKey fingerprint={fingerprint} />}>
        <ProblemWords problem={trial.problem} />
      </ErrorNote>
    );
  }
  if (trial.nothing) return <Good>{trial.files.length === 0 ? t("tried.nothing") : t("tried.nothingFits", { files: trial.files.join(", ") })}</Good>;
  return (
    <section className="flex flex-col gap-2 rounded-lg border border-line p-3">
      <Good>{t("tried.took", { events: trial.events, bytes: trial.bytes, more: String(trial.more) })}</Good>
      <p className="text-table text-ink-soft">
        {trial.format === null ? t("tried.unknownFormat") : t("tried.format", { format: trial.format })} · <span className="break-all">{trial.from}</span>
      </p>
      {trial.documentProblems.length > 0 ? <Problems problems={trial.documentProblems} /> : null}
      {trial.events === 0 ? null : (
        <p className="flex flex-wrap gap-x-3 text-table">
          {trial.broken > 0 ? <span className="text-red">{t("tried.broken", { count: trial.broken })}</span> : null}
          {trial.doubtful > 0 ? <span className="text-yellow">{t("tried.doubtful", { count: trial.doubtful })}</span> : null}
          {trial.broken + trial.doubtful === 0 ? <span className="text-green">{t("tried.good")}</span> : null}
        </p>
      )}
      {trial.shown.length === 0 ? null : <FirstEvents events={trial.shown} steps={steps} />}
    </section>
  );
}

function FirstEvents({ events, steps }: Steps & { readonly events: Extract<Trial, { nothing: false }>["shown"] }) {
  const t = useTranslations("sources.tried");
  const wordOf = (name: string): string => steps[name] ?? name.replaceAll("_", " ");
  return (
    <ol aria-label={t("shown", { count: events.length })} className="flex max-h-80 flex-col overflow-auto rounded-md border border-line" tabIndex={0}>
      {events.map((event) => (
        <li key={event.index} className="flex flex-col gap-1 border-b border-line px-3 py-2 text-table last:border-0">
          <span className="flex flex-wrap items-center gap-x-3">
            {event.problems.some(({ severity }) => severity === "error") ? <CircleX aria-hidden className="size-3.5 text-red" /> : <CircleCheck aria-hidden className="size-3.5 text-green" />}
            <span className="font-medium">{wordOf(event.bizStep ?? event.type ?? "—")}</span>
            {event.at === null ? null : <Timestamp at={event.at} />}
            {event.id === null ? null : <code className="min-w-0 font-mono text-xs break-all text-ink-faint">{event.id}</code>}
          </span>
          {event.problems.length === 0 ? null : <Problems problems={event.problems} />}
        </li>
      ))}
    </ol>
  );
}

function Good({ children }: { readonly children: string }) {
  return (
    <p className="flex items-start gap-2">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-green" />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}

/** Puts the key that the server showed into its field: whoever presses it has compared it. */
function TakeKey({ fingerprint }: { readonly fingerprint: string }) {
  const t = useTranslations("sources.tried");
  const place = useRef<HTMLSpanElement>(null);
  const take = (): void => {
    const field = place.current?.closest("form")?.elements.namedItem("settings/hostKey");
    if (!(field instanceof HTMLInputElement)) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, fingerprint);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <span ref={place}>
      <Button size="sm" onPress={take}>
        {t("takeKey")}
      </Button>
    </span>
  );
}
