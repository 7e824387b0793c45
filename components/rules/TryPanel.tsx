"use client";
import { FlaskConical } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { TextField } from "#components/ui/TextField";
import type { RuleMode } from "#lib/risk/rule";
import { Link } from "../../app/navigation.ts";
import { beginBacktest, endBacktest, followBacktest, type Followed } from "./backtest-call.ts";
import { FiredWords } from "./FiredWords.tsx";
import { valuesIn } from "./threshold-form.ts";
import type { ThresholdField } from "./ThresholdFields.tsx";

const EVERY = 700;

/** Tries what stands in the form around it over past days, before it is sent: the form's values, not the ones in force. The back-test goes on when the screen is left. */
export function TryPanel({ rule, thresholds, from, to }: { readonly rule: string; readonly thresholds: readonly ThresholdField[]; readonly from: string; readonly to: string }) {
  const [t, locale] = [useTranslations("backtests"), useLocale()];
  const here = useRef<HTMLFieldSetElement>(null);
  const [followed, setFollowed] = useState<Followed>();
  const [wrong, setWrong] = useState<string>();
  const open = followed?.state === "waiting" || followed?.state === "running";
  const id = followed?.id;

  useEffect(() => {
    if (!open || id === undefined) return undefined;
    let stands = true;
    const look = async () => {
      const answer = await followBacktest(id, locale);
      if (stands && answer?.ok === true) setFollowed(answer.body);
    };
    const timer = setInterval(() => void look(), EVERY);
    return () => {
      stands = false;
      clearInterval(timer);
    };
  }, [open, id, locale]);

  async function begin(): Promise<void> {
    const form = here.current?.closest("form");
    if (form === null || form === undefined) return;
    const said = new FormData(form);
    const text = (name: string) => {
      const value = said.get(name);
      return typeof value === "string" ? value : "";
    };
    const values = valuesIn(said, Object.fromEntries(thresholds.map((one) => [one.key, one])), "values");
    setWrong(undefined);
    const answer = await beginBacktest({ first: { kind: "rule", rule, mode: text("mode") as RuleMode, values }, from: text("try/from"), to: text("try/to") }, locale);
    if (answer?.ok === true) setFollowed({ ...answer.body, total: null, result: null });
    else setWrong(answer?.detail || t("notReached"));
  }

  async function end(standing: Followed): Promise<void> {
    const answer = await endBacktest(standing.id, locale);
    if (answer?.ok === true) setFollowed({ ...standing, state: answer.body.state });
    else setWrong(answer?.detail || t("notReached"));
  }

  return (
    <fieldset ref={here} className="flex flex-col gap-3 rounded-md border border-line bg-sunken p-3">
      <legend className="px-1 text-table font-medium">{t("tryTitle")}</legend>
      <div className="flex flex-wrap items-end gap-3">
        <TextField name="try/from" type="date" label={t("from")} defaultValue={from} />
        <TextField name="try/to" type="date" label={t("to")} defaultValue={to} />
        <Button icon={<FlaskConical aria-hidden className="size-4" />} isDisabled={open} onPress={() => void begin()}>
          {t("tryNow")}
        </Button>
      </div>
      {wrong === undefined ? null : <ErrorNote title={wrong} />}
      {followed === undefined ? <p className="text-xs text-ink-faint">{t("tryNote")}</p> : <Standing followed={followed} onCancel={() => void end(followed)} />}
    </fieldset>
  );
}

function Standing({ followed, onCancel }: { readonly followed: Followed; readonly onCancel: () => void }) {
  const t = useTranslations("backtests");
  const { state, result, total } = followed;
  const open = state === "waiting" || state === "running";
  return (
    <output className="flex flex-col gap-2 text-table">
      {open ? (
        <span className="flex flex-wrap items-center gap-3">
          <progress
            aria-label={t("progress", { done: result?.declarations ?? 0, total: total ?? 0 })}
            max={Math.max(1, total ?? 1)}
            value={result?.declarations ?? 0}
            className="h-2 w-48 overflow-hidden rounded-sm bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
          />
          {total === null ? t("state.waiting") : t("progress", { done: result?.declarations ?? 0, total })}
          <Button size="sm" look="plain" onPress={onCancel}>
            {t("cancel")}
          </Button>
        </span>
      ) : (
        <span className="font-medium">{t(`state.${state}`)}</span>
      )}
      {result === null ? null : (
        <ul className="flex flex-col gap-1">
          <li>{t("side.first")} – <FiredWords fired={result.first} /></li>
          <li>{t("side.inForce")} – <FiredWords fired={result.inForce} /></li>
          <li className="text-ink-soft">{t("gained", { more: result.onlyFirst.fired, fewer: result.onlyOther.fired })}</li>
        </ul>
      )}
      <Link href={`/rules/backtests/${followed.id}`} className="w-fit text-accent underline">{t("openWhole")}</Link>
    </output>
  );
}
