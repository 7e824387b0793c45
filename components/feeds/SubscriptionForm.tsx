"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Checkbox } from "#components/ui/Checkbox";
import { Radios } from "#components/ui/Radios";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { EVERY_MINUTES } from "#lib/feeds/subscriptionTimes";
import { Link } from "../../app/navigation.ts";

const MOMENTS = ["stream", "minutes", "hourly", "daily", "weekly"] as const;
const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

type Made = { readonly id: string; readonly secret: string | null };

/** Subscribes a receiver to a query: where to, when, from when on, and whether its messages are signed. The secret is shown once. */
export function SubscriptionForm({ queryName, action }: { readonly queryName: string; readonly action: FormAction<Made> }) {
  const t = useTranslations("queries");
  const [moment, setMoment] = useState<string>("stream");
  return (
    <ActionForm action={action} submit={t("subscribe.submit")} result={shownSecret} clears>
      <input type="hidden" name="queryName" value={queryName} />
      <TextField name="dest" type="url" label={t("subscribe.dest")} description={t("subscribe.destNote")} placeholder="https://receiver.example.com/events" isRequired spellCheck="false" />
      <Radios name="moment" label={t("subscribe.moment")} value={moment} onChange={setMoment} options={MOMENTS.map((id) => ({ id, label: t(`subscribe.moments.${id}`) }))} />
      <Times moment={moment} />
      {moment === "stream" ? null : (
        <Checkbox name="reportIfEmpty" value="on">
          {t("subscribe.reportIfEmpty")}
        </Checkbox>
      )}
      <TextField name="since" type="datetime-local" label={t("subscribe.since")} description={t("subscribe.sinceNote")} />
      <Checkbox name="signed" value="on" defaultSelected>
        {t("subscribe.signed")}
      </Checkbox>
    </ActionForm>
  );
}

/** What a schedule of the kind still has to say. */
function Times({ moment }: { readonly moment: string }) {
  const [t, when] = [useTranslations("queries.subscribe"), useTranslations("queries.when")];
  switch (moment) {
    case "minutes":
      return <Select name="schedule/minute" label={t("every")} defaultValue="15" options={EVERY_MINUTES.map((minutes) => ({ id: String(minutes), label: when("minutes", { minutes }) }))} />;
    case "hourly":
      return <Select name="schedule/minute" label={t("minute")} defaultValue="0" options={Array.from({ length: 12 }, (_, at) => ({ id: String(at * 5), label: when("hourly", { minute: at * 5 }) }))} />;
    case "daily":
      return <TextField name="schedule/hour" type="time" label={t("time")} defaultValue="08:00" isRequired />;
    case "weekly":
      return (
        <div className="grid grid-cols-2 gap-3">
          <Select name="day" label={t("day")} defaultValue="1" options={DAYS.map((id) => ({ id, label: when(`day.${id}`) }))} />
          <TextField name="schedule/hour" type="time" label={t("time")} defaultValue="08:00" isRequired />
        </div>
      );
    default:
      return null;
  }
}

const shownSecret = (made: Made) => <Shown made={made} />;

function Shown({ made: { id, secret } }: { readonly made: Made }) {
  const t = useTranslations("queries.subscribe");
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-lg border border-green bg-green-soft p-3">
      <p className="font-medium">{t("made")}</p>
      {secret === null ? null : (
        <>
          <p className="text-table">{t("secretShown")}</p>
          <code className="block font-mono text-table break-all select-all">{secret}</code>
          <p className="text-table text-pretty">{t("secretUse")}</p>
        </>
      )}
      <Link href={`/feeds/subscriptions/${id}`} className="w-fit text-accent underline">
        {t("toSubscription")}
      </Link>
    </div>
  );
}
