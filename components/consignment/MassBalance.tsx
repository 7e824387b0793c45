import { useLocale, useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import type { SubjectLine } from "#lib/risk/subject";
import type { Comparison, LotBalance } from "#lib/trace/massBalance";
import type { Measured } from "#lib/trace/yield";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";
import { itemHref } from "../journey/shown.ts";
import { Grid } from "./Grid.tsx";
import { worded } from "./worded.ts";

const TONE = { within: "green", exceeds: "red", "cannot-compare": "yellow" } as const;

/** What was made of a line's lots against what went in, transformation by transformation, with the working. */
export function MassBalance({ lines }: { readonly lines: readonly Pick<SubjectLine, "no" | "balances">[] }) {
  const t = useTranslations("journey.balance");
  return (
    <div className="flex flex-col gap-6">
      {lines.flatMap((line) => line.balances.map((balance) => (
        <section key={`${line.no} ${balance.of}`} className="flex flex-col gap-4">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold">
            {t.rich("lot", { no: line.no, lot: linkTo(balance.of) })}
            <Tag tone={TONE[balance.verdict]}>{t(`verdict.${balance.verdict}`)}</Tag>
          </h3>
          <Overuses balance={balance} />
          {balance.comparisons.map((one) => <Compared key={`${one.transformation} ${one.outputs.map((output) => output.of).join()} ${one.inputs.map((input) => input.of).join()}`} comparison={one} />)}
        </section>
      )))}
    </div>
  );
}

function Overuses({ balance }: { readonly balance: LotBalance }) {
  const [t, locale] = [useTranslations("journey.balance"), useLocale()];
  return (
    <>
      {balance.overused.map((one) => <p key={one.of} className="text-table text-red">{t("overused", { of: lotOf(one.of), used: say(one.used, locale), there: say(one.there, locale) })}</p>)}
      {balance.cycle ? <p className="text-table text-yellow">{t("cycle")}</p> : null}
    </>
  );
}

function Compared({ comparison }: { readonly comparison: Comparison }) {
  const [t, locale] = [useTranslations("journey.balance"), useLocale()];
  const { verdict, made, allowed, excess, missing, reworked, inputs, outputs } = comparison;
  const yes = (is: boolean) => (is ? "yes" : "no");
  return (
    <div className="flex flex-col gap-1.5 border-s-3 border-line-strong ps-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-table">
        <span className="font-medium">{t("transformation", { on: comparison.on })}</span>
        <Tag tone={TONE[verdict]}>{t(`verdict.${verdict}`)}</Tag>
        {made === null ? null : <span>{t("made", { made: say(made, locale), least: yes(comparison.madeIsLeast) })}</span>}
        {allowed === null ? null : <span>{t("allowed", { allowed: say(allowed, locale), least: yes(comparison.allowedIsLeast) })}</span>}
        {excess === null ? null : <span className="font-semibold text-red">{t("excess", { excess: say(excess, locale) })}</span>}
      </p>
      {inputs.length === 0 ? null : (
        <Grid
          label={t("inputs")}
          columns={[
            { id: "of", label: t("input") },
            { id: "goods", label: t("goods") },
            { id: "took", label: t("took"), end: true },
            { id: "carried", label: t("carried"), end: true },
            { id: "working", label: t("working") },
            { id: "basis", label: t("basis") },
          ]}
          rows={inputs.map((input) => ({
            id: input.of,
            cells: {
              of: <LotLink of={input.of} />,
              goods: input.goods === null ? "–" : worded(input.goods, locale),
              took: input.took === null ? "–" : say(input.took, locale),
              carried: input.carried === null || input.carried.value === input.took?.value ? "–" : <span className="text-red">{say(input.carried, locale)}</span>,
              working: input.working === null ? "–" : worded(input.working, locale),
              basis: input.basis === null ? "–" : input.basis.kind === "one-to-one" ? t("oneToOne") : t("certified", { kind: input.basis.kind, source: input.basis.source }),
            },
          }))}
        />
      )}
      <p className="text-xs text-ink-faint">
        {t("outputs", { outputs: outputs.map((one) => `${lotOf(one.of)}${one.made === null ? "" : ` ${say(one.made, locale)}`}`).join(", ") })} · {t("events", { count: comparison.events.length })}
        {reworked.length === 0 ? null : <> · {t("reworked", { lots: reworked.map(lotOf).join(", ") })}</>}
      </p>
      {missing.length === 0 ? null : <p className="text-xs text-yellow">{t("missingNote", { facts: missing.map((one) => t(`missing.${one.fact}`, { of: lotOf(one.of) })).join("; ") })}</p>}
    </div>
  );
}

const linkTo = (of: string) => () => <LotLink of={of} />;

function LotLink({ of }: { readonly of: string }) {
  const [gtin = "", ...lot] = of.split("/");
  if (lot.length === 0 || !/^\d{14}$/.test(gtin)) return lotOf(of);
  return <Link href={itemHref(`01/${gtin}/10/${encodeURIComponent(lot.join("/"))}`)} className="text-accent underline decoration-line-strong underline-offset-2">{lotOf(of)}</Link>;
}

/** The lot's own number, without its GTIN. */
const lotOf = (text: string): string => (/^\d{14}\//.test(text) ? text.slice(15) : text);

const say = (amount: Measured, locale: string): string => amountWords(amount.value, amount.unit, locale);
