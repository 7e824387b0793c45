import { useLocale, useTranslations } from "next-intl";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { DataList } from "#components/ui/DataList";
import { numberFormat } from "../../../../../../components/ui/number-format.ts";
import { Timestamp } from "#components/ui/Timestamp";
import type { ModelCard } from "#lib/risk/modelCard";
import { PARTS, type ModelComparison } from "#lib/risk/modelRecord";
import { MODEL_POINTS } from "#lib/risk/modelScore";
import type { KeptModel, ModelChange } from "#lib/risk/queries/models";

const YELLOW = 30;

/** What the model cannot do, said before what it can. */
export function Limits({ card, model }: { readonly card: ModelCard; readonly model: KeptModel }) {
  const t = useTranslations("model.limits");
  const day = new Intl.DateTimeFormat(useLocale() === "en" ? "en-GB" : "zh-CN", { dateStyle: "medium", timeZone: "Asia/Shanghai" }).format(model.labelledUntil);
  return (
    <Section title={t("title")}>
      <ul className="flex max-w-3xl list-disc flex-col gap-1 ps-5 text-pretty text-ink-soft">
        <li>{t("selection")}</li>
        {card.settings.known === null ? null : <li>{t("unseen")}</li>}
        <li>{t("alone", { points: MODEL_POINTS, yellow: YELLOW })}</li>
        <li>{t("age", { day })}</li>
        <li>{t("size")}</li>
      </ul>
    </Section>
  );
}

/** The examples by part: days, declarations, lines, labels. */
export function Data({ card: { parts }, locale }: { readonly card: ModelCard; readonly locale: string }) {
  const t = useTranslations("model.data");
  const whole = numberFormat(locale, "whole");
  return (
    <Section title={t("title")} note={t("note")}>
      <Table
        label={t("title")}
        columns={(["part", "days", "examples", "lines", "confirmed"] as const).map((id) => ({ id, label: t(id), wideOnly: id === "lines", end: id === "examples" || id === "lines" || id === "confirmed" }))}
        rows={PARTS.map((part) => {
          const { examples, lines, confirmed, from, to } = parts[part];
          return {
            id: part,
            cells: {
              part: t(part),
              days: t("fromTo", { from, to }),
              examples: whole.format(examples),
              lines: whole.format(lines),
              confirmed: `${whole.format(confirmed)} (${numberFormat(locale, "smallShare").format(confirmed / examples)})`,
            },
          };
        })}
      />
    </Section>
  );
}

/** What reproduces the model, and whether it did. */
export function Record({ model, card }: { readonly model: KeptModel; readonly card: ModelCard }) {
  const t = useTranslations("model");
  const hash = (text: string) => <code className="text-xs break-all">{text}</code>;
  const setting = (name: string): string => (t.has(`setting.${name}`) ? t(`setting.${name}`) : name);
  const { known, unknown } = card.settings;
  return (
    <Section title={t("record.title")} note={t("record.note")}>
      <DataList
        data={[
          { label: t("record.asked"), value: <>{model.requestedByName} · <Timestamp at={model.requestedAt.toISOString()} /></> },
          { label: t("record.finished"), value: model.finishedAt === null ? "" : <Timestamp at={model.finishedAt.toISOString()} /> },
          { label: t("record.seed"), value: model.seed },
          { label: t("record.settings"), value: t("record.settingsOf", { known: known === null ? t("record.noKnown") : setting(known), unknown: setting(unknown) }) },
          { label: t("record.trees"), value: t("record.treesOf", { known: card.trees.known, unknown: card.trees.unknown }) },
          { label: t("record.examples"), value: hash(card.hash) },
          { label: t("record.hash"), value: hash(model.recordHash ?? "") },
          ...(model.comparison === null ? [] : [{ label: t("record.compared"), value: <Compared comparison={model.comparison} /> }]),
        ]}
      />
    </Section>
  );
}

function Compared({ comparison: { state, differs, at, byName, examples, recordHash } }: { readonly comparison: ModelComparison }) {
  const t = useTranslations("model.record");
  const came =
    state === "queued"
      ? t("comparing")
      : differs === null
        ? t("same")
        : differs === "examples"
          ? t("examplesDiffer", { kept: examples?.kept ?? 0, now: examples?.now ?? 0 })
          : differs === "format"
            ? t("formatDiffers")
            : t("recordDiffers", { hash: recordHash ?? "–" });
  return (
    <>
      <span className={state === "queued" ? "" : differs === null ? "text-green" : "text-red"}>{came}</span>
      <span className="text-ink-faint">
        {" "}
        · {byName} · <Timestamp at={at} />
      </span>
    </>
  );
}

/** What was proposed for the model and answered. */
export function Changes({ changes }: { readonly changes: readonly ModelChange[] }) {
  const t = useTranslations("model");
  return (
    <Section title={t("history.title")}>
      {changes.length === 0 ? (
        <p className="text-ink-soft">{t("history.none")}</p>
      ) : (
        <Table
          label={t("history.title")}
          columns={(["what", "by", "answer"] as const).map((id) => ({ id, label: t(`history.${id}`) }))}
          rows={changes.map(({ id, mode, reason, state, proposedByName, proposedAt, answeredByName, answeredAt, answerNote }) => ({
            id,
            cells: {
              what: t(`mode.${mode}`),
              by: <>{proposedByName} · <Timestamp at={proposedAt.toISOString()} shape="short" /><br /><span className="text-ink-soft">{reason}</span></>,
              answer: (
                <>
                  {t(`history.state.${state}`)}
                  {answeredByName === null ? null : <> · {answeredByName}</>}
                  {answeredAt === null ? null : (
                    <>
                      {" "}
                      · <Timestamp at={answeredAt.toISOString()} shape="short" />
                    </>
                  )}
                  {answerNote ? (
                    <>
                      <br />
                      <span className="text-ink-soft">{answerNote}</span>
                    </>
                  ) : null}
                </>
              ),
            },
          }))}
        />
      )}
    </Section>
  );
}
