import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, LinkButton } from "#components/ui/Button";
import { QUARANTINE_STATES, type QuarantineFilter } from "#lib/feeds/quarantine";
import { FIELD_LABEL, INPUT } from "../ui/field-look.ts";

type Choices = { readonly senders: readonly { readonly key: string; readonly name: string }[]; readonly codes: readonly string[] };

/** Narrows the quarantine by state, sender, problem and day; all of it stands in the address. */
export function QuarantineFilters({ asked, filter, choices, narrowed }: { readonly asked: { readonly document?: string }; readonly filter: QuarantineFilter; readonly choices: Choices; readonly narrowed: boolean }) {
  const [t, states, problem] = [useTranslations("quarantine.by"), useTranslations("quarantine.states"), useTranslations("feeds.problem")];
  const words = (code: string) => (problem.has(code) ? problem(code) : code);
  const codes = filter.code === undefined || choices.codes.includes(filter.code) ? choices.codes : [filter.code, ...choices.codes];
  return (
    <search>
      <form className="grid grid-cols-2 items-end justify-start gap-3 xl:grid-cols-[10rem_minmax(0,14rem)_minmax(0,18rem)_10rem_max-content_max-content]">
        {asked.document === undefined ? null : <input type="hidden" name="document" value={asked.document} />}
        <Choice name="state" label={t("state")} value={filter.state ?? "any"} options={[...QUARANTINE_STATES.map((id) => [id, states(id)] as const), ["any", t("any")]]} />
        <Choice name="sender" label={t("sender")} value={filter.sender ?? ""} options={[["", t("any")], ...choices.senders.map(({ key, name }) => [key, name] as const)]} />
        <Choice name="code" label={t("code")} value={filter.code ?? ""} options={[["", t("any")], ...codes.map((code) => [code, words(code)] as const)]} />
        <label className="flex min-w-0 flex-col gap-1">
          <span className={FIELD_LABEL}>{t("day")}</span>
          <input name="day" type="date" defaultValue={filter.day ?? ""} className={INPUT} />
        </label>
        <Button type="submit" icon={<Search aria-hidden className="size-4" />}>
          {t("go")}
        </Button>
        {narrowed ? (
          <LinkButton href="/feeds/quarantine" look="plain">
            {t("all")}
          </LinkButton>
        ) : null}
      </form>
    </search>
  );
}

function Choice({ name, label, value, options }: { readonly name: string; readonly label: string; readonly value: string; readonly options: readonly (readonly [string, string])[] }) {
  return (
    <label className="flex min-w-0 flex-col gap-1">
      <span className={FIELD_LABEL}>{label}</span>
      <select name={name} defaultValue={value} className={INPUT}>
        {options.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
