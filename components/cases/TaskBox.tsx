"use client";
import { useTranslations } from "next-intl";
import { useState, useTransition, type ReactNode } from "react";
import { answered } from "../ui/answered.ts";
import { Checkbox } from "#components/ui/Checkbox";
import { useRefusalWords } from "#components/ui/refusal-words";
import { notify } from "#components/ui/Toast";
import type { CaseActs } from "./shown.ts";

/** The box of a task: ticked at once, and taken back when the house refuses. */
export function TaskBox({
  number,
  task,
  done,
  disabled,
  act,
  children,
}: {
  readonly number: string;
  readonly task: number;
  readonly done: boolean;
  readonly disabled: boolean;
  readonly act: CaseActs["tick"];
  readonly children: ReactNode;
}) {
  const t = useTranslations("cases.task");
  const words = useRefusalWords();
  const [busy, start] = useTransition();
  const [wanted, setWanted] = useState<boolean>();
  const tick = (next: boolean) => {
    setWanted(next);
    start(async () => {
      const outcome = await answered(act(number, task, next));
      if (outcome.state === "refused") notify({ title: t("notTicked"), detail: words(outcome), tone: "wrong" });
      setWanted(undefined);
    });
  };
  return (
    <Checkbox isSelected={wanted ?? done} isDisabled={disabled || busy} onChange={tick}>
      {children}
    </Checkbox>
  );
}
