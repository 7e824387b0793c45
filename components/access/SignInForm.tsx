"use client";
import { LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { TextField } from "#components/ui/TextField";
import { askedOf, type Answer } from "./sign-in-call.ts";

type Props = { readonly next: string; readonly sso: string | undefined; readonly answered: string | undefined };

/** Login and password, the code when one is asked for, and the single sign-on where there is one. */
export function SignInForm({ next, sso, answered }: Props) {
  const t = useTranslations("access.signIn");
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer>(answered === undefined ? { kind: "none" } : { kind: "refused", ...worded(answered) });
  const [coded, setCoded] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (coded) form.current?.querySelector<HTMLInputElement>("input[name=code]")?.focus();
  }, [coded]);

  async function ask(provider: "credentials" | "oidc", fields: Record<string, string>): Promise<void> {
    setBusy(true);
    const given = await askedOf(provider, fields, next);
    if (given.kind === "go") return window.location.assign(provider === "oidc" ? given.to : next);
    setBusy(false);
    setCoded((before) => before || (given.kind === "refused" && given.code === "code-required"));
    setAnswer(given);
  }

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    void ask("credentials", Object.fromEntries(["login", "password", "code"].map((name) => [name, entryOf(sent, name)])));
  }

  return (
    <form ref={form} method="post" onSubmit={submit} className="flex flex-col gap-4">
      <Said answer={answer} />
      <TextField name="login" label={t("login")} autoComplete="username" isRequired autoFocus />
      <TextField name="password" label={t("password")} type="password" autoComplete="current-password" isRequired />
      {coded ? <TextField name="code" label={t("code")} description={t("codeNote")} autoComplete="one-time-code" inputMode="numeric" isRequired /> : null}
      <Button type="submit" look="primary" size="lg" isDisabled={busy} icon={<LogIn aria-hidden className="size-4" />}>
        {busy ? t("busy") : t("go")}
      </Button>
      {sso === undefined ? null : (
        <Button size="lg" isDisabled={busy} onPress={() => void ask("oidc", {})}>
          {t("sso", { name: sso })}
        </Button>
      )}
    </form>
  );
}

/** What the server answered: asking for the code is no failure. */
function Said({ answer }: { readonly answer: Answer }) {
  const t = useTranslations();
  if (answer.kind === "offline") return <ErrorNote title={t("ui.unexpected.offline")} />;
  if (answer.kind !== "refused") return null;
  const sentence = t(`refusals.${answer.code}`, { minutes: answer.minutes, login: "", id: "–" });
  if (answer.code === "code-required") return <output className="rounded-lg border border-line bg-accent-soft px-4 py-3 text-ink">{sentence}</output>;
  return <ErrorNote title={sentence} />;
}

function entryOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

const SSO_FAILED = { code: "oidc-failed", minutes: 0 };

/** What the single sign-on handed back in the address: a code of ours, or next-auth's own word for a failure. */
function worded(error: string): { code: string; minutes: number } {
  return /^(?:oidc-person-unknown|person-disabled|not-permitted|unexpected)$/.test(error) ? { code: error, minutes: 0 } : SSO_FAILED;
}
