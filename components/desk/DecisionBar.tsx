"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { answered } from "../ui/answered.ts";
import { Button } from "#components/ui/Button";
import { TextField } from "#components/ui/TextField";
import { notify } from "#components/ui/Toast";
import { useRefusalWords } from "#components/ui/refusal-words";
import { mayRole } from "#lib/access/permission";
import { DECISIONS_BY_STATUS, type TriageDecision } from "#lib/triage/decision";
import { actsFor } from "#lib/triage/officer";
import type { Peeked } from "#lib/triage/peeked";
import type { DeskRow } from "#lib/triage/row";
import type { DeskActs, DeskPerson } from "./acts.ts";

const KEY: Partial<Record<TriageDecision, string>> = { release: "r", hold: "h", "order-examination": "i", "request-correction": "m", refuse: "d" };

/** What this person may do with a consignment now, by its status; for a proposal, to confirm or decline it as the second person. */
export function DecisionBar({
  row,
  waiting,
  person,
  acts,
  onDecide,
  onCase,
  onSettled,
}: {
  readonly row: DeskRow;
  readonly waiting: Peeked["decisions"][number] | undefined;
  readonly person: DeskPerson;
  readonly acts: DeskActs;
  readonly onDecide: (decision: TriageDecision) => void;
  readonly onCase: () => void;
  readonly onSettled: (change: Partial<DeskRow>) => void;
}) {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  const decides = mayRole(person.role, "consignment.decide");
  const here = actsFor(person, row.office);
  const proposed = row.status === "release-proposed" || row.status === "refusal-proposed";
  return (
    <footer className="flex flex-col gap-2 border-t border-line bg-surface px-4 py-3">
      {decides && !here ? <p className="text-xs text-ink-soft">{t("otherOffice", { office: row.office })}</p> : null}
      {decides && here && proposed ? <SecondPerson row={row} waiting={waiting} person={person} acts={acts} onSettled={onSettled} /> : null}
      <div className="flex flex-wrap gap-1.5">
        {decides && here
          ? DECISIONS_BY_STATUS[row.status].map((decision) => (
              <Button key={decision} size="sm" look={decision === "refuse" ? "danger" : decision === "release" ? "primary" : "quiet"} keys={KEY[decision] ?? ""} onPress={() => onDecide(decision)}>
                {tt(`decision.${decision}`)}
              </Button>
            ))
          : null}
        {mayRole(person.role, "case.open") ? (
          <Button size="sm" keys="o" onPress={onCase}>
            {t("openCaseShort")}
          </Button>
        ) : null}
      </div>
    </footer>
  );
}

function SecondPerson({
  row,
  waiting,
  person,
  acts,
  onSettled,
}: {
  readonly row: DeskRow;
  readonly waiting: Peeked["decisions"][number] | undefined;
  readonly person: DeskPerson;
  readonly acts: DeskActs;
  readonly onSettled: (change: Partial<DeskRow>) => void;
}) {
  const t = useTranslations("desk");
  const words = useRefusalWords();
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState("");
  const settle = async (act: DeskActs["secondOne"], title: string, input: object) => {
    setBusy(true);
    const outcome = await answered(act({ number: row.number, ...input }));
    setBusy(false);
    if (outcome.state === "refused") return notify({ title: t("notDecided", { number: row.number }), detail: words(outcome), tone: "wrong" });
    if (outcome.state === "done") onSettled({ status: outcome.result.status, version: outcome.result.version });
    return notify({ title: `${title} · ${row.number}`, tone: "done" });
  };
  const own = waiting?.byId === person.id;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="w-full text-table">{own ? t("waitsForOther") : t("waitsForYou", { by: waiting?.by ?? "" })}</p>
      {own ? null : (
        <>
          <Button size="sm" look="primary" isDisabled={busy} onPress={() => settle(acts.secondOne, t("confirmed"), {})}>
            {t("confirm")}
          </Button>
          <span className="min-w-32 flex-1">
            <TextField hideLabel label={t("declineNote")} placeholder={t("declineNote")} value={note} onChange={setNote} maxLength={2000} />
          </span>
          <Button size="sm" look="danger" isDisabled={busy || note.trim() === ""} onPress={() => settle(acts.declineOne, t("declined"), { note: note.trim() })}>
            {t("decline")}
          </Button>
        </>
      )}
    </div>
  );
}
