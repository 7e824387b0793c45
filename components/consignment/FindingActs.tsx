"use client";
import { MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/Button";
import { MenuButton, MenuItem } from "#components/ui/Menu";
import { notify } from "#components/ui/Toast";
import { useRefusalWords } from "#components/ui/refusal-words";
import { answered } from "../ui/answered.ts";
import type { FeedbackActs } from "./acts.ts";
import { FalseAlarmDialog } from "./FalseAlarmDialog.tsx";
import { SnoozeDialog } from "./SnoozeDialog.tsx";

type Asked = "confirm" | "false-alarm" | "snooze";

/** What an officer may say of a finding: that it is confirmed, that it was a false alarm and why, or that its rule shall not count for a party for a while. */
export function FindingActs({
  id,
  rule,
  critical,
  snooze,
  snoozes,
  acts,
}: {
  readonly id: number;
  readonly rule: string;
  readonly critical: boolean;
  readonly snooze: number | undefined;
  readonly snoozes: boolean;
  readonly acts: FeedbackActs;
}) {
  const t = useTranslations("feedback.finding");
  const words = useRefusalWords();
  const [asked, ask] = useState<Asked | null>(null);
  const [refused, setRefused] = useState<string>();
  const [busy, start] = useTransition();
  const send = (act: () => ReturnType<FeedbackActs["reviewOn"]>, done: string) =>
    start(async () => {
      const outcome = await answered(act());
      if (outcome.state === "refused") return setRefused(words(outcome));
      ask(null);
      setRefused(undefined);
      notify({ title: done, tone: "done" });
    });
  const close = () => {
    ask(null);
    setRefused(undefined);
  };
  return (
    <>
      <MenuButton label={t("acts", { rule })} trigger={<Button size="sm" look="plain" icon={<MessageSquareText aria-hidden className="size-4" />}>{t("act")}</Button>}>
        <MenuItem onAction={() => ask("confirm")}>{t("confirm")}</MenuItem>
        <MenuItem onAction={() => ask("false-alarm")}>{t("falseAlarm")}</MenuItem>
        {snoozes && snooze === undefined && !critical ? <MenuItem onAction={() => ask("snooze")}>{t("snooze")}</MenuItem> : null}
        {snoozes && snooze !== undefined ? <MenuItem onAction={() => send(() => acts.endSnoozeOn({ id: snooze }), t("snoozeEnded"))}>{t("endSnooze")}</MenuItem> : null}
      </MenuButton>
      {asked === "confirm" || asked === "false-alarm" ? (
        <FalseAlarmDialog confirms={asked === "confirm"} rule={rule} refused={refused} busy={busy} onClose={close} onSend={(said) => send(() => acts.reviewOn({ finding: id, ...said }), t("said"))} />
      ) : null}
      {asked === "snooze" ? <SnoozeDialog rule={rule} refused={refused} busy={busy} onClose={close} onSend={(said) => send(() => acts.snoozeOn({ finding: id, ...said }), t("snoozeSet"))} /> : null}
    </>
  );
}
