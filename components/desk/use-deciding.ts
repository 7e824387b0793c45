import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { answered } from "../ui/answered.ts";
import { letGoOf } from "../ui/draft.ts";
import { notify } from "#components/ui/Toast";
import { statusAfter, needsSecond, type TriageDecision } from "#lib/triage/decision";
import { actsFor } from "#lib/triage/officer";
import { allows, quickReason } from "#lib/triage/quick";
import type { DeskRow } from "#lib/triage/row";
import { useRefusalWords } from "#components/ui/refusal-words";
import type { DeskActs, DeskPerson } from "./acts.ts";
import { heldRows, type RowStore } from "./row-store.ts";

/** A decision that waits for its reason, on one row or many; `before` is what was chosen and what came of it where no answer came. */
export type Asked = { readonly rows: readonly DeskRow[]; readonly decision: TriageDecision; readonly before?: { readonly reason: string; readonly refusal: string } };

/** The name under which what is typed for a decision is kept until it was made: that of the consignment's own page where there is one row. */
export function draftsOf({ rows, decision }: Asked): { readonly note: string; readonly told: string } {
  const which = rows.map((row) => row.number).join(" ");
  return { note: `decision ${which} ${decision}`, told: `asked ${which}` };
}
/** What became of the rows of a bulk action that were refused. */
export type Refused = { readonly decision: TriageDecision; readonly done: number; readonly refused: readonly { readonly number: string; readonly sentence: string }[] };

/** Deciding at the desk: shown at once, taken back when the house refuses, and undone by one key. */
export function useDeciding({ acts, store, person, onChanged }: { readonly acts: DeskActs; readonly store: RowStore; readonly person: DeskPerson; readonly onChanged: () => void }) {
  const t = useTranslations("triage");
  const td = useTranslations("desk");
  const words = useRefusalWords();
  const [asked, setAsked] = useState<Asked>();
  const [refused, setRefused] = useState<Refused>();
  const last = useRef<(readonly string[])[]>([]);
  const notices = useRef(new Map<string, () => void>());

  const takeBack = useCallback(
    async (numbers?: readonly string[]) => {
      const which = numbers ?? last.current.pop() ?? [];
      const [first] = which;
      if (first === undefined) return notify({ title: td("nothingToUndo"), tone: "note" });
      const no: { readonly number: string; readonly sentence: string; readonly again: boolean }[] = [];
      for (const number of which) {
        const outcome = await answered(acts.takeBack({ number }));
        const row = heldRows(store.snapshot()).find((one) => one.number === number);
        if (outcome.state === "refused") no.push({ number, sentence: words(outcome), again: outcome.code === "no-answer" });
        if (outcome.state === "done" && row) store.patch(new Map([[row.id, { status: outcome.result.status, version: outcome.result.version }]]));
      }
      const unanswered = no.flatMap(({ number, again }) => (again ? [number] : []));
      last.current = last.current.filter((one) => one.join() !== which.join());
      if (unanswered.length > 0) last.current.push(unanswered);
      notices.current.get(which.join())?.();
      notices.current.delete(which.join());
      onChanged();
      const title = which.length > 1 ? td("undoneMany", { count: which.length - no.length, refused: no.length }) : td(no.length > 0 ? "notUndone" : "undone", { number: first });
      return notify({ title, detail: no.map(({ number, sentence }) => (which.length > 1 ? `${number} ${sentence}` : sentence))[0], tone: no.length > 0 ? "wrong" : "done" });
    },
    [acts, store, words, td, onChanged],
  );

  const said = useCallback(
    (decision: TriageDecision, lane: DeskRow["lane"]) =>
      needsSecond(decision, lane) && (decision === "release" || decision === "refuse") ? t(`proposed.${decision}`) : t(`decided.${decision}`),
    [t],
  );

  const decideOne = useCallback(
    async (row: DeskRow, decision: TriageDecision, reason: string, note: string, told?: string) => {
      store.patch(new Map([[row.id, { status: statusAfter(decision, row.lane) }]]));
      const outcome = await answered(acts.decideOne({ number: row.number, decision, reason, note, expectedVersion: row.version, asked: told }));
      if (outcome.state !== "done") {
        store.patch(new Map([[row.id, { status: row.status }]]));
        if (outcome.state === "refused" && outcome.code === "no-answer") setAsked({ rows: [row], decision, before: { reason, refusal: words(outcome) } });
        else if (outcome.state === "refused") notify({ title: td("notDecided", { number: row.number }), detail: words(outcome), tone: "wrong" });
        return;
      }
      store.patch(new Map([[row.id, { status: outcome.result.status, version: outcome.result.version }]]));
      Object.values(draftsOf({ rows: [row], decision })).forEach(letGoOf);
      last.current.push([row.number]);
      onChanged();
      const takeAway = notify({
        title: `${said(decision, row.lane)} · ${row.number}`,
        detail: t.has(`reason.${reason}`) ? t(`reason.${reason}` as "reason.low-risk") : reason,
        tone: "done",
        act: { label: td("undo"), keys: "z", run: () => void takeBack([row.number]) },
      });
      notices.current.set(row.number, takeAway);
    },
    [acts, store, words, said, t, td, onChanged, takeBack],
  );

  const decideMany = useCallback(
    async (rows: readonly DeskRow[], decision: TriageDecision, reason: string, note: string, told?: string) => {
      store.patch(new Map(rows.map((row) => [row.id, { status: statusAfter(decision, row.lane) }])));
      const outcome = await answered(acts.decideAll({ numbers: rows.map((row) => row.number), decision, reason, note, asked: told }));
      if (outcome.state !== "done") {
        store.patch(new Map(rows.map((row) => [row.id, { status: row.status }])));
        if (outcome.state === "refused" && outcome.code === "no-answer") setAsked({ rows, decision, before: { reason, refusal: words(outcome) } });
        else if (outcome.state === "refused") notify({ title: td("noneDecided"), detail: words(outcome), tone: "wrong" });
        return;
      }
      Object.values(draftsOf({ rows, decision })).forEach(letGoOf);
      const byNumber = new Map(rows.map((row) => [row.number, row]));
      store.patch(new Map(outcome.result.flatMap((one) => {
        const row = byNumber.get(one.number);
        return row === undefined ? [] : [[row.id, one.ok ? { status: one.result.status, version: one.result.version } : { status: row.status }] as const];
      })));
      const no = outcome.result.flatMap((one) => (one.ok ? [] : [{ number: one.number, sentence: words(one) }]));
      const done = outcome.result.filter((one) => one.ok).map((one) => one.number);
      if (done.length > 0) last.current.push(done);
      onChanged();
      if (no.length > 0) setRefused({ decision, done: done.length, refused: no });
      else {
        const act = { label: td("undo"), keys: "z", run: () => void takeBack(done) };
        notices.current.set(done.join(), notify({ title: td("manyDone", { decision: t(`decided.${decision}`), count: done.length }), tone: "done", act }));
      }
    },
    [acts, store, words, t, td, onChanged, takeBack],
  );

  const decide = useCallback(
    (rows: readonly DeskRow[], decision: TriageDecision) => {
      const able = rows.filter((row) => allows(row.status, decision) && actsFor(person, row.office));
      const [only] = able;
      if (only === undefined) {
        const [row] = rows;
        if (row)
          notify({
            title: td("cannot", { decision: t(`decision.${decision}`), number: row.number }),
            detail: actsFor(person, row.office) ? td("statusForbids", { status: t(`status.${row.status}`) }) : td("otherOffice", { office: row.office }),
            tone: "note",
          });
        return;
      }
      const reason = rows.length === 1 ? quickReason(decision, only) : undefined;
      if (reason === undefined) setAsked({ rows: able, decision });
      else void decideOne(only, decision, reason, "");
    },
    [person, decideOne, t, td],
  );

  const answer = useCallback(
    (reason: string, note: string, told?: string) => {
      if (asked === undefined) return;
      const [only] = asked.rows;
      setAsked(undefined);
      if (asked.rows.length === 1 && only) void decideOne(only, asked.decision, reason, note, told);
      else void decideMany(asked.rows, asked.decision, reason, note, told);
    },
    [asked, decideOne, decideMany],
  );

  return { decide, takeBack, asked, answer, cancel: () => setAsked(undefined), refused, forget: () => setRefused(undefined) };
}
