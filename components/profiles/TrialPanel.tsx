"use client";
import { FlaskConical, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { useRefusalWords, type RefusedHere } from "#components/ui/refusal-words";
import { TextField } from "#components/ui/TextField";
import { addDays, plainDate } from "#lib/measures/period";
import { NOTHING_TRIED, together, type Tried, type TrialStretch } from "#lib/risk/profileTrial";
import type { Outcome } from "../../app/outcome.ts";
import { TriedResult } from "./TriedResult.tsx";

export type TrialAsked = { readonly condition: string; readonly offices: readonly string[]; readonly from: string; readonly to: string; readonly before: number | null; readonly most: number };
type Props = { readonly attempt: (asked: TrialAsked) => Promise<Outcome<TrialStretch>>; readonly condition: string; readonly offices: readonly string[]; readonly today: string };

/** A first page is looked at at once, then larger stretches, until the period is through or somebody stops it. */
const [FIRST, FURTHER] = [200, 2_000];

/** Tries the condition as it stands on past declarations of a period, and says on how many it would have fired. Can be stopped and left. */
export function TrialPanel({ attempt, condition, offices, today }: Props) {
  const [t, words] = [useTranslations("profiles.trial"), useRefusalWords()];
  const day = plainDate(today);
  const [from, setFrom] = useState(day === undefined ? today : addDays(day, -365));
  const [last, setLast] = useState(today);
  const [tried, setTried] = useState<Tried | null>(null);
  const [state, setState] = useState<"idle" | "running" | "stopped" | "through">("idle");
  const [refused, setRefused] = useState<RefusedHere | null>(null);
  const run = useRef(0);

  async function begin(): Promise<void> {
    const [own, lastDay] = [++run.current, plainDate(last)];
    if (plainDate(from) === undefined || lastDay === undefined) return;
    setRefused(null);
    setTried(NOTHING_TRIED);
    setState("running");
    let before: number | null = null;
    for (let sum = NOTHING_TRIED, most = FIRST; ; most = FURTHER) {
      const outcome: Outcome<TrialStretch> = await attempt({ condition, offices, from: `${from}T00:00:00+08:00`, to: `${addDays(lastDay, 1)}T00:00:00+08:00`, before, most });
      if (own !== run.current) return;
      if (outcome.state !== "done") {
        setRefused(outcome.state === "refused" ? outcome : null);
        setState("idle");
        return;
      }
      sum = together(sum, outcome.result.tried);
      before = outcome.result.next;
      setTried(sum);
      if (before === null) return setState("through");
    }
  }

  function stop(): void {
    run.current++;
    setState("stopped");
  }

  return (
    <section className="panel flex flex-col gap-3 p-4 sm:p-5" aria-labelledby="trial-title">
      <h2 id="trial-title" className="text-lg font-semibold">{t("title")}</h2>
      <p className="text-table text-pretty text-ink-soft">{t("note")}</p>
      <div className="flex flex-wrap items-end gap-3">
        <TextField type="date" label={t("from")} value={from} onChange={setFrom} />
        <TextField type="date" label={t("last")} value={last} onChange={setLast} />
        {state === "running" ? (
          <Button icon={<Square aria-hidden className="size-4" />} onPress={stop}>{t("stop")}</Button>
        ) : (
          <Button icon={<FlaskConical aria-hidden className="size-4" />} onPress={() => void begin()} isDisabled={condition.trim() === ""}>{t("run")}</Button>
        )}
      </div>
      {refused === null ? null : <ErrorNote title={words(refused)} />}
      <div aria-live="polite" aria-busy={state === "running"}>
        {tried === null || refused !== null ? null : <TriedResult tried={tried} state={state} />}
      </div>
    </section>
  );
}
