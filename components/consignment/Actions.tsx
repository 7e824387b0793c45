"use client";
import { FolderPlus, Undo2, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useKeys, type KeyAct } from "#components/keys/Keys";
import { useLive } from "#components/frame/Live";
import { answered } from "../ui/answered.ts";
import { Button, LinkButton } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { notify } from "#components/ui/Toast";
import { useRefusalWords } from "#components/ui/refusal-words";
import type { Verdict } from "#lib/capacity/verdict";
import { mayRole } from "#lib/access/permission";
import type { Held } from "#lib/triage/consignment";
import { DECISIONS_BY_STATUS, type TriageDecision } from "#lib/triage/decision";
import { actsFor, type Officer } from "#lib/triage/officer";
import { useRouter } from "../../app/navigation.ts";
import type { ConsignmentActs, LastDecision } from "./acts.ts";
import { DecideDialog, type Chosen } from "./DecideDialog.tsx";
import { SecondPerson } from "./SecondPerson.tsx";
import { useNeighbours } from "./use-neighbours.ts";

const KEY: Partial<Record<TriageDecision, string>> = { release: "r", hold: "h", "order-examination": "i", "request-correction": "m", refuse: "d" };

const NOTHING: readonly TriageDecision[] = [];

type Props = { readonly held: Held; readonly verdict: Verdict; readonly person: Officer; readonly last: LastDecision | null; readonly acts: ConsignmentActs };

/** What this person may do with the consignment now, each with its key; what somebody else did meanwhile is said before anything is decided on it. */
export function Actions({ held, verdict, person, last, acts }: Props) {
  const [t, tt] = [useTranslations("consignment.decide"), useTranslations("triage")];
  const words = useRefusalWords();
  const router = useRouter();
  const [asked, setAsked] = useState<TriageDecision>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [seen, setSeen] = useSeen(held);
  const decides = mayRole(person.role, "consignment.decide");
  const here = actsFor(person, held.office);
  const own = last !== null && last.byId === person.id;
  const mayUndo = own && last.undoUntil !== null;
  const allowed: readonly TriageDecision[] = decides && here ? DECISIONS_BY_STATUS[held.status] : NOTHING;
  const caseHref = `/cases/new?consignments=${encodeURIComponent(held.number)}`;

  const takeBack = useCallback(async () => {
    const outcome = await answered(acts.takeBackOn({ number: held.number }));
    if (outcome.state === "refused") return notify({ title: t("notUndone"), detail: words(outcome), tone: "wrong" });
    if (outcome.state === "done") setSeen(outcome.result.version);
    router.refresh();
    return notify({ title: t("undone"), tone: "done" });
  }, [acts, held.number, router, setSeen, t, words]);

  const take = useCallback(async () => {
    const outcome = await answered(acts.assignOn({ number: held.number, assignee: held.assigneeId === person.id ? null : "me", expectedAssignee: held.assigneeId }));
    if (outcome.state === "refused") return notify({ title: t("notAssigned"), detail: words(outcome), tone: "wrong" });
    return notify({ title: held.assigneeId === person.id ? t("givenBack") : t("taken"), tone: "done" });
  }, [acts, held.assigneeId, held.number, person.id, t, words]);

  const decideOn = async (chosen: Chosen) => {
    setBusy(true);
    const outcome = await answered(acts.decideOn({ number: held.number, ...chosen, expectedVersion: seen }));
    setBusy(false);
    if (outcome.state === "refused") setRefused(words(outcome));
    if (outcome.state !== "done") return false;
    const { proposed, decision, version } = outcome.result;
    setSeen(version);
    close();
    router.refresh();
    notify({
      title: proposed && (decision === "release" || decision === "refuse") ? tt(`proposed.${decision}`) : tt(`decided.${decision}`),
      detail: held.number,
      tone: "done",
      act: { label: t("undo"), keys: "z", run: () => void takeBack() },
    });
    return true;
  };
  const close = () => {
    setAsked(undefined);
    setRefused(undefined);
  };

  const { before, after } = useNeighbours(held.number);
  const keys = useMemo<KeyAct[]>(() => {
    const go = (number: string | undefined) => () => number !== undefined && router.push(`/consignments/${encodeURIComponent(number)}`);
    return [
      ...Object.entries(KEY).map(([decision, key]) => ({
        id: decision,
        keys: key,
        label: tt(`decision.${decision as TriageDecision}`),
        enabled: allowed.includes(decision as TriageDecision),
        run: () => setAsked(decision as TriageDecision),
      })),
      { id: "case", keys: "o", label: t("openCase"), enabled: mayRole(person.role, "case.open"), run: () => router.push(caseHref) },
      { id: "assign", keys: "a", label: t("assignMe"), enabled: decides && here, run: () => void take() },
      { id: "undo", keys: "z", label: t("undo"), enabled: mayUndo, run: () => void takeBack() },
      { id: "after", keys: "j", label: t("next"), enabled: after !== undefined, run: go(after) },
      { id: "before", keys: "k", label: t("previous"), enabled: before !== undefined, run: go(before) },
    ];
  }, [allowed, after, before, caseHref, decides, here, mayUndo, person.role, router, t, take, takeBack, tt]);
  useKeys(t("keys", { number: held.number }), keys);

  return (
    <div className="flex flex-col gap-3">
      {seen >= held.version ? null : (
        <ErrorNote title={t("changedMeanwhile", { status: tt(`status.${held.status}`) })}>
          <p className="mb-2">{last === null ? t("changedNext") : t("changedBy", { by: last.by })}</p>
          <Button size="sm" onPress={() => setSeen(held.version)}>{t("seen")}</Button>
        </ErrorNote>
      )}
      {decides && !here ? <p className="text-table text-ink-soft">{t("otherOffice", { office: held.office })}</p> : null}
      {decides && here && last?.waits === true ? <SecondPerson held={held} last={last} own={own} acts={acts} onSettled={setSeen} /> : null}
      {allowed.length === 0 ? null : (
        <div className="grid grid-cols-2 gap-2 lg:grid-cols-1">
          {allowed.map((decision) => (
            <Button
              key={decision}
              isDisabled={seen > held.version}
              look={decision === "refuse" ? "danger" : decision === "release" && held.lane === "green" ? "primary" : "quiet"}
              keys={KEY[decision] ?? ""}
              onPress={() => setAsked(decision)}
            >
              {tt(`decision.${decision}`)}
            </Button>
          ))}
        </div>
      )}
      {allowed.length > 0 || last?.waits === true ? null : <p className="text-table text-ink-soft">{decides ? t("nothingAllowed", { status: tt(`status.${held.status}`) }) : t("readsOnly")}</p>}
      <div className="grid grid-cols-2 gap-2 lg:grid-cols-1">
        {mayRole(person.role, "case.open") ? <LinkButton href={caseHref} icon={<FolderPlus aria-hidden className="size-4" />}>{t("openCase")}</LinkButton> : null}
        {decides && here ? <Button icon={<UserRoundPlus aria-hidden className="size-4" />} keys="a" onPress={() => void take()}>{held.assigneeId === person.id ? t("giveBack") : t("assignMe")}</Button> : null}
        {mayUndo ? <Button icon={<Undo2 aria-hidden className="size-4" />} keys="z" onPress={() => void takeBack()}>{t("undo")}</Button> : null}
      </div>
      {asked === undefined ? null : <DecideDialog held={held} verdict={verdict} decision={asked} refused={refused} busy={busy} onDecide={decideOn} onClose={close} />}
    </div>
  );
}

/** The newest version this person has seen or made: what somebody else made meanwhile is not seen until they say so. */
function useSeen(held: Held): readonly [number, (version: number) => void] {
  const [seen, setSeen] = useState(held.version);
  const router = useRouter();
  const { listen } = useLive();
  useEffect(() => listen(({ changed }) => changed.includes(held.id) && router.refresh()), [listen, held.id, router]);
  return [seen, setSeen];
}
