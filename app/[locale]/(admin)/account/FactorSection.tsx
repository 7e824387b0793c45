import { getTranslations } from "next-intl/server";
import { toString as qrCode } from "qrcode";
import { ActionForm } from "#components/access/ActionForm";
import { Section } from "#components/access/Section";
import { TextField } from "#components/ui/TextField";
import type { OwnAccount } from "#lib/access/queries";
import { enrolmentUri } from "#lib/access/totp";
import { beginFactor, confirmFactor, removeFactor } from "./actions.ts";

/** The second factor: begun, confirmed by a code, taken away. `since` is the day it came into force. */
export async function FactorSection({ account, since }: { readonly account: OwnAccount; readonly since: string | null }) {
  const t = await getTranslations("access.account");
  if (since !== null) {
    return (
      <Section title={t("factor")} note={t("factorOn", { since })}>
        <ActionForm action={removeFactor} submit={t("factorRemove")} look="danger">
          <TextField name="present" type="password" label={t("present")} autoComplete="current-password" isRequired />
        </ActionForm>
      </Section>
    );
  }
  if (account.pendingSecret === null) {
    return (
      <Section title={t("factor")} note={t("factorNone")}>
        <ActionForm action={beginFactor} submit={t("factorBegin")} look="quiet" />
      </Section>
    );
  }
  const picture = await qrCode(enrolmentUri(account.pendingSecret, account.login), { type: "svg", margin: 2 });
  return (
    <Section title={t("factor")} note={t("factorScan")}>
      {/* oxlint-disable-next-line nextjs/no-img-element -- drawn here, there is nothing to optimise */}
      <img src={`data:image/svg+xml;base64,${Buffer.from(picture).toString("base64")}`} alt={t("factorQr")} className="size-44 rounded-md" />
      <p className="text-table text-ink-soft">
        {t("factorByHand")} <code className="font-mono break-all text-ink select-all">{account.pendingSecret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <ActionForm action={confirmFactor} submit={t("factorConfirm")}>
        <TextField name="code" label={(await getTranslations("access.signIn"))("code")} autoComplete="one-time-code" inputMode="numeric" isRequired />
      </ActionForm>
    </Section>
  );
}
