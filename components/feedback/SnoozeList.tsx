"use client";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Grid } from "#components/consignment/Grid";
import { Button } from "#components/ui/Button";
import { Timestamp } from "#components/ui/Timestamp";
import { notify } from "#components/ui/Toast";
import { useRefusalWords, type RefusedHere } from "#components/ui/refusal-words";

/** A snooze in force as its list shows it. */
export type SnoozeListed = { readonly id: number; readonly rule: string; readonly party: string; readonly kind: "importer" | "site"; readonly until: string; readonly comment: string; readonly by: string };

type End = (input: unknown) => Promise<{ readonly state: "none" | "done" } | (RefusedHere & { readonly state: "refused" })>;

/** What does not count for whom, until when and why; each can be ended, which assesses again what is open. */
export function SnoozeList({ snoozes, mayEnd, end }: { readonly snoozes: readonly SnoozeListed[]; readonly mayEnd: boolean; readonly end: End }) {
  const [t, finding] = [useTranslations("feedback.snoozes"), useTranslations("feedback.finding")];
  const words = useRefusalWords();
  const [busy, start] = useTransition();
  const stop = (id: number) =>
    start(async () => {
      const outcome = await end({ id });
      notify(outcome.state === "refused" ? { title: words(outcome), tone: "wrong" } : { title: finding("snoozeEnded"), tone: "done" });
    });
  return (
    <Grid
      label={t("label")}
      columns={[
        { id: "rule", label: t("rule") },
        { id: "party", label: t("party") },
        { id: "until", label: t("until") },
        { id: "comment", label: t("comment"), wideOnly: true },
        { id: "by", label: t("by"), wideOnly: true },
        { id: "end", label: t("act") },
      ]}
      rows={snoozes.map(({ id, rule, party, until, comment, by }) => ({
        id: String(id),
        cells: { rule, party, until: <Timestamp at={until} shape="day" />, comment, by, end: mayEnd ? <Button size="sm" isDisabled={busy} onPress={() => stop(id)}>{finding("endSnooze")}</Button> : null },
      }))}
    />
  );
}
