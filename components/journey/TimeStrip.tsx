import { useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { stepWords } from "../feeds/step-words.ts";
import type { StepShown } from "./shown.ts";
import { placeIn } from "./time.ts";

/** The events of a journey on a line of time, over the measurements; the list above says the same, so readers of the page pass it by. */
export function TimeStrip({ steps, from, to }: { readonly steps: readonly StepShown[]; readonly from: number; readonly to: number }) {
  const step = useTranslations("consignment.journey.step");
  return (
    <div aria-hidden className="relative mx-px mt-1 h-12">
      <div className="absolute inset-x-0 top-3 border-t border-line-strong" />
      {steps.map((one) => (
        <span
          key={`${one.eventID}${one.lot}${one.role}`}
          title={stepWords(one, step)}
          style={{ insetInlineStart: `${placeIn(one.eventTime, from, to) / 10}%` }}
          className={`absolute top-0.5 -ms-2.5 grid size-5 place-items-center rounded-full text-2xs font-semibold ${one.stop === null ? "scale-50 bg-line-strong" : "bg-accent text-accent-ink"}`}
        >
          {one.stop}
        </span>
      ))}
      <span className="absolute start-0 top-7 text-2xs text-ink-faint"><Timestamp at={new Date(from).toISOString()} shape="day" /></span>
      <span className="absolute end-0 top-7 text-2xs text-ink-faint"><Timestamp at={new Date(to).toISOString()} shape="day" /></span>
    </div>
  );
}
