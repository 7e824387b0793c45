import { useTranslations } from "next-intl";
import type { AccountReading } from "#lib/capacity/picture";
import type { Verdict } from "#lib/capacity/verdict";
import { amountWords } from "../desk/wording.ts";
import { worded } from "./worded.ts";

/** The verdict as one sentence: what the weightiest finding says, else what the account leaves. */
export function VerdictSentence({
  head,
  account,
  locale,
}: {
  readonly head: { readonly verdict: Verdict; readonly topFinding: { readonly wording: { readonly en: string; readonly zh: string } } | null };
  readonly account: AccountReading | undefined;
  readonly locale: string;
}) {
  const t = useTranslations("consignment.sentence");
  if (head.topFinding !== null) return worded(head.topFinding.wording, locale);
  if (account?.limit == null || account.balance === null) return t(head.verdict);
  const say = (value: string) => amountWords(value, account.unit, locale);
  return t("left", { declared: say(account.declared), limit: say(account.limit), balance: say(account.balance) });
}
