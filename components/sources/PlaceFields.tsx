"use client";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Checkbox } from "#components/ui/Checkbox";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import type { SourceSettings } from "#lib/feeds/source";
import type { SourceKind } from "#lib/feeds/sourceKind";

type Of<Kind extends SourceKind> = Extract<SourceSettings, { kind: Kind }>;
type Given<Kind extends SourceKind> = { readonly settings: Of<Kind> | undefined; readonly hasSecret: boolean };

const SIGN_INS = ["none", "bearer", "basic", "header"] as const;

/** The fields that say where a source of a kind is; a field's name is its place in the command's input. */
export function PlaceFields({ kind, settings, hasSecret }: { readonly kind: SourceKind; readonly settings: SourceSettings | undefined; readonly hasSecret: boolean }) {
  const of = <Kind extends SourceKind>(wanted: Kind) => (settings?.kind === wanted ? (settings as Of<Kind>) : undefined);
  switch (kind) {
    case "push":
      return <PushFields settings={of("push")} />;
    case "epcis":
      return <EpcisFields settings={of("epcis")} hasSecret={hasSecret} />;
    case "json":
    case "csv":
      return <EndpointFields settings={of(kind)} hasSecret={hasSecret} />;
    case "sftp":
      return <SftpFields settings={of("sftp")} hasSecret={hasSecret} />;
    case "s3":
      return <BucketFields settings={of("s3")} hasSecret={hasSecret} />;
  }
}

function PushFields({ settings }: { readonly settings: Of<"push"> | undefined }) {
  const t = useTranslations("sources.field");
  return (
    <>
      <Pair>
        <TextField name="settings/eventsPerMinute" label={t("eventsPerMinute")} defaultValue={String(settings?.eventsPerMinute ?? 60_000)} inputMode="numeric" />
        <TextField name="settings/bytesPerMinute" label={t("bytesPerMinute")} defaultValue={String(settings?.bytesPerMinute ?? 200_000_000)} inputMode="numeric" />
      </Pair>
      <TextField name="settings/certificate" label={t("certificate")} description={t("certificateNote")} defaultValue={settings?.certificate ?? ""} spellCheck="false" />
    </>
  );
}

function EpcisFields({ settings, hasSecret }: Given<"epcis">) {
  const [t, all] = [useTranslations("sources.field"), useTranslations("sources")];
  return (
    <>
      <TextField name="settings/address" label={t("address")} description={t("epcisAddressNote")} defaultValue={settings?.address ?? ""} isRequired inputMode="url" spellCheck="false" />
      <SignInFields settings={settings} hasSecret={hasSecret} />
      <details className="flex flex-col gap-4">
        <summary className="cursor-pointer text-table text-ink-soft">{all("more")}</summary>
        <div className="mt-3 flex flex-col gap-4">
          <TextField name="settings/query" label={t("query")} description={t("queryNote")} defaultValue={settings?.query ?? ""} spellCheck="false" />
          <Pair>
            <TextField name="settings/overlapMinutes" label={t("overlapMinutes")} description={t("overlapNote")} defaultValue={String(settings?.overlapMinutes ?? 10)} inputMode="numeric" />
            <TextField name="settings/lookBackHours" label={t("lookBackHours")} description={t("lookBackNote")} defaultValue={String(settings?.lookBackHours ?? 24)} inputMode="numeric" />
          </Pair>
          <TextField name="settings/perPage" label={t("perPage")} defaultValue={String(settings?.perPage ?? 200)} inputMode="numeric" />
        </div>
      </details>
    </>
  );
}

function EndpointFields({ settings, hasSecret }: Given<"json" | "csv">) {
  const t = useTranslations("sources.field");
  return (
    <>
      <TextField name="settings/address" label={t("address")} description={t("addressNote")} defaultValue={settings?.address ?? ""} isRequired inputMode="url" spellCheck="false" />
      <SignInFields settings={settings} hasSecret={hasSecret} />
    </>
  );
}

function SignInFields({ settings, hasSecret }: Given<"epcis" | "json" | "csv">) {
  const t = useTranslations("sources.field");
  const [kind, setKind] = useState<string>(settings?.signIn.kind ?? "none");
  const { signIn } = settings ?? {};
  return (
    <>
      <Select name="settings/signIn/kind" label={t("signIn")} value={kind} onChange={setKind} options={SIGN_INS.map((id) => ({ id, label: t(`signInKind.${id}`) }))} />
      {kind === "none" ? null : (
        <Pair>
          {kind === "basic" ? <TextField name="settings/signIn/user" label={t("user")} defaultValue={signIn?.kind === "basic" ? signIn.user : ""} isRequired autoComplete="off" /> : null}
          {kind === "header" ? <TextField name="settings/signIn/name" label={t("headerName")} defaultValue={signIn?.kind === "header" ? signIn.name : "X-Api-Key"} isRequired spellCheck="false" /> : null}
          <Secret label={t(kind === "basic" ? "password" : kind === "bearer" ? "token" : "secret")} hasSecret={hasSecret} />
        </Pair>
      )}
    </>
  );
}

function SftpFields({ settings, hasSecret }: Given<"sftp">) {
  const t = useTranslations("sources.field");
  return (
    <>
      <Pair>
        <TextField name="settings/host" label={t("host")} defaultValue={settings?.host ?? ""} isRequired spellCheck="false" />
        <TextField name="settings/port" label={t("port")} defaultValue={String(settings?.port ?? 22)} inputMode="numeric" />
      </Pair>
      <Pair>
        <TextField name="settings/user" label={t("user")} defaultValue={settings?.user ?? ""} isRequired autoComplete="off" />
        <TextField name="settings/folder" label={t("folder")} defaultValue={settings?.folder ?? "."} spellCheck="false" />
      </Pair>
      <TextField name="secret" label={t("keyOrPassword")} description={t(hasSecret ? "secretKept" : "secretNote")} rows={3} autoComplete="off" spellCheck="false" />
      <TextField name="settings/hostKey" label={t("hostKey")} description={t("hostKeyNote")} defaultValue={settings?.hostKey ?? ""} spellCheck="false" />
      <TextField name="settings/pattern" label={t("pattern")} description={t("patternNote")} defaultValue={settings?.pattern ?? "*"} spellCheck="false" />
    </>
  );
}

function BucketFields({ settings, hasSecret }: Given<"s3">) {
  const t = useTranslations("sources.field");
  return (
    <>
      <TextField name="settings/endpoint" label={t("endpoint")} description={t("endpointNote")} defaultValue={settings?.endpoint ?? ""} inputMode="url" spellCheck="false" />
      <Pair>
        <TextField name="settings/bucket" label={t("bucket")} defaultValue={settings?.bucket ?? ""} isRequired spellCheck="false" />
        <TextField name="settings/region" label={t("region")} defaultValue={settings?.region ?? "us-east-1"} spellCheck="false" />
      </Pair>
      <Pair>
        <TextField name="settings/accessKeyId" label={t("accessKeyId")} defaultValue={settings?.accessKeyId ?? ""} isRequired autoComplete="off" spellCheck="false" />
        <Secret label={t("secretAccessKey")} hasSecret={hasSecret} />
      </Pair>
      <Pair>
        <TextField name="settings/prefix" label={t("prefix")} description={t("prefixNote")} defaultValue={settings?.prefix ?? ""} spellCheck="false" />
        <TextField name="settings/pattern" label={t("pattern")} description={t("patternNote")} defaultValue={settings?.pattern ?? "*"} spellCheck="false" />
      </Pair>
      <Checkbox name="settings/pathStyle" value="on" defaultSelected={settings?.pathStyle ?? false}>
        {t("pathStyle")}
      </Checkbox>
    </>
  );
}

function Secret({ label, hasSecret }: { readonly label: string; readonly hasSecret: boolean }) {
  const t = useTranslations("sources.field");
  return <TextField name="secret" type="password" label={label} description={t(hasSecret ? "secretKept" : "secretNote")} autoComplete="new-password" />;
}

function Pair({ children }: { readonly children: ReactNode }) {
  return <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>;
}
