"use client";
import { GitCompareArrows, UserRoundPlus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button, IconButton } from "#components/ui/Button";
import { mayRole } from "#lib/access/permission";
import type { TriageDecision } from "#lib/triage/decision";
import { actsFor } from "#lib/triage/officer";
import { allows } from "#lib/triage/quick";
import type { Count, DeskRow } from "#lib/triage/row";
import type { DeskPerson } from "./acts.ts";
import { countWords } from "./counting.ts";

const BULK = [
  ["release", "r"],
  ["hold", "h"],
  ["order-examination", "i"],
  ["request-correction", "m"],
  ["refuse", "d"],
] as const satisfies readonly (readonly [TriageDecision, string])[];

type BulkProps = {
  readonly rows: readonly DeskRow[];
  readonly matching: Count | undefined;
  readonly person: DeskPerson;
  readonly onDecide: (decision: TriageDecision) => void;
  readonly onCase: () => void;
  readonly onCompare: () => void;
  readonly onTake: () => void;
  readonly onClear: () => void;
};

/** What can be done with the rows that are selected: how many of how many, and on how many of them each decision is allowed. */
export function BulkBar({ rows, matching, person, onDecide, onCase, onCompare, onTake, onClear }: BulkProps) {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  const locale = useLocale();
  const decides = mayRole(person.role, "consignment.decide");
  const able = (decision: TriageDecision) => rows.filter((row) => allows(row.status, decision) && actsFor(person, row.office)).length;
  return (
    <div role="toolbar" aria-label={t("bulk")} className="animate-settle flex shrink-0 flex-wrap items-center gap-1.5 border-t border-line-strong bg-raised px-4 py-2 shadow-float">
      <span className="me-2 font-medium" aria-live="polite">
        {t("selectedOf", { count: rows.length, matching: matching === undefined ? "…" : countWords(matching, locale) })}
      </span>
      {decides
        ? BULK.filter(([decision]) => able(decision) > 0).map(([decision, keys]) => (
            <Button key={decision} size="sm" keys={keys} look={decision === "refuse" ? "danger" : "quiet"} onPress={() => onDecide(decision)}>
              {tt(`decision.${decision}`)}
              {able(decision) < rows.length ? <span className="text-ink-faint">{able(decision)}</span> : null}
            </Button>
          ))
        : null}
      {mayRole(person.role, "case.open") ? (
        <Button size="sm" keys="o" onPress={onCase}>
          {t("openCaseShort")}
        </Button>
      ) : null}
      {mayRole(person.role, "consignment.assign") ? (
        <Button size="sm" icon={<UserRoundPlus aria-hidden className="size-4" />} onPress={onTake}>
          {t("take")}
        </Button>
      ) : null}
      {rows.length === 2 || rows.length === 3 ? (
        <Button size="sm" keys="c" icon={<GitCompareArrows aria-hidden className="size-4" />} onPress={onCompare}>
          {t("compare")}
        </Button>
      ) : null}
      <span className="ms-auto">
        <IconButton label={t("clearSelection")} keys="Esc" onPress={onClear}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </span>
    </div>
  );
}
