"use client";
import { Hourglass, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Button, type ButtonLook } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { Radios } from "#components/ui/Radios";
import { TextField } from "#components/ui/TextField";
import { CASE_OUTCOMES } from "#lib/cases/case";
import { ActionForm, type FormAction } from "../access/ActionForm.tsx";
import type { CaseActs, CaseHead, CaseRights } from "./shown.ts";
import { stamped } from "./stamped.tsx";

type Act = { readonly head: Pick<CaseHead, "number" | "version">; readonly act: FormAction };

/** What names the case in a form: its number, and the version that was seen. */
function Seen({ head }: Pick<Act, "head">) {
  return (
    <>
      <input type="hidden" name="number" value={head.number} />
      <input type="hidden" name="version" value={head.version} />
    </>
  );
}

function Asking({ label, look = "quiet", note, children, head, act }: Act & { readonly label: string; readonly look?: ButtonLook; readonly note?: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} onPress={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog title={label} isOpen={open} onOpenChange={setOpen} size="md">
        {note === undefined ? null : <p className="text-ink-soft text-pretty">{note}</p>}
        <ActionForm action={act} submit={label} draft={`${label} ${head.number}`}>
          <Seen head={head} />
          {children}
        </ActionForm>
      </Dialog>
    </>
  );
}

/** The button that proposes to close a case, with the outcome and its grounds. */
export function ProposeClosing({ head, act }: Act) {
  const t = useTranslations("cases");
  const [outcome, setOutcome] = useState<string>(CASE_OUTCOMES[0]);
  return (
    <span id="propose-closing">
      <Asking label={t("closing.propose")} note={t("closing.proposeNote")} head={head} act={act}>
        <Radios name="outcome" label={t("closing.outcome")} value={outcome} onChange={setOutcome} options={CASE_OUTCOMES.map((id) => ({ id, label: t(`outcome.${id}`) }))} />
        <TextField name="note" label={t("closing.grounds")} rows={4} maxLength={5000} isRequired />
      </Asking>
    </span>
  );
}

/** How a case is about to be closed or was closed, and what can be done about it: confirm or decline, open again. */
export function Closing({ head, person, rights, acts }: { readonly head: CaseHead; readonly person: number; readonly rights: CaseRights; readonly acts: Pick<CaseActs, "confirm" | "decline" | "reopen"> }) {
  const t = useTranslations("cases");
  if (head.outcome === null) return null;
  const outcome = t(`outcome.${head.outcome}`);
  const waits = head.status === "closing-proposed";
  const own = head.closeProposedBy === person;
  const Icon = waits ? Hourglass : Lock;
  return (
    <section className={`flex flex-wrap items-start gap-x-4 gap-y-3 rounded-lg border p-4 ${waits ? "border-violet bg-violet-soft" : "border-line bg-raised"}`}>
      <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${waits ? "text-violet" : "text-ink-soft"}`} />
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-lg font-semibold">{waits ? t("closing.proposed", { by: head.closeProposedByName ?? "", outcome }) : t("closing.closed", { outcome })}</p>
        <p className="whitespace-pre-wrap text-pretty">{head.outcomeNote}</p>
        {head.closedAt === null ? null : <p className="text-xs text-ink-faint">{t.rich("closing.closedAt", { by: head.closeProposedByName ?? "", at: stamped(head.closedAt) })}</p>}
        {waits && own ? <p className="mt-1 text-table text-ink-soft">{t("closing.waits")}</p> : null}
      </div>
      <div className="flex flex-wrap gap-2">
        {rights.has("decline-closing") ? (
          <Asking label={own ? t("closing.takeBack") : t("closing.decline")} head={head} act={acts.decline}>
            <TextField name="note" label={t("closing.declineNote")} rows={3} maxLength={5000} isRequired />
          </Asking>
        ) : null}
        {rights.has("confirm-closing") && !own ? (
          <ActionForm action={acts.confirm} submit={t("closing.confirm")}>
            <Seen head={head} />
          </ActionForm>
        ) : null}
        {rights.has("reopen") ? (
          <Asking label={t("closing.reopen")} head={head} act={acts.reopen}>
            <TextField name="reason" label={t("closing.reopenReason")} rows={3} maxLength={5000} isRequired />
          </Asking>
        ) : null}
      </div>
    </section>
  );
}
