import { useFormatter, useTranslations } from "next-intl";

/** The case that names the house: three declarations, in bottles, of one producer's vintage. */
const DECLARED = [10_000, 8_000, 42_000] as const;
const CERTIFIED = 18_000;
const WHOLE = DECLARED.reduce((sum, bottles) => sum + bottles, 0);

const share = (bottles: number) => `${(100 * bottles) / WHOLE}%`;

/** Three declarations stacked against what was certified: each looks fine alone, together they cannot be true. */
export function TallyPicture() {
  const t = useTranslations("access.picture");
  const format = useFormatter();
  return (
    <figure className="flex w-full max-w-xl flex-col gap-6">
      <figcaption className="text-2xl leading-9 font-semibold text-balance">{t("sentence", { declared: WHOLE, certified: CERTIFIED })}</figcaption>
      <div className="relative pt-8 pb-10">
        <div className="flex h-14 gap-0.5 overflow-hidden rounded-md">
          {DECLARED.map((bottles, index) => (
            <div key={bottles} className={`flex min-w-0 items-center px-3 text-table font-medium ${index === 2 ? "bg-red-soft text-red" : "bg-accent-soft text-accent"}`} style={{ width: share(bottles) }}>
              <span className="truncate">{format.number(bottles)}</span>
            </div>
          ))}
        </div>
        <div className="absolute inset-y-0 border-s-2 border-dashed border-ink" style={{ insetInlineStart: share(CERTIFIED) }}>
          <span className="absolute start-2 top-0 text-xs whitespace-nowrap text-ink">{t("certified", { certified: CERTIFIED })}</span>
          <span className="absolute start-2 bottom-1 text-xs whitespace-nowrap text-red">{t("excess", { excess: WHOLE - CERTIFIED })}</span>
        </div>
      </div>
      <p className="text-ink-soft text-pretty">{t("lead")}</p>
    </figure>
  );
}
