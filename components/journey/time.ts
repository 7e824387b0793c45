/** A span of time in the two largest of days, hours and minutes: `1 d 4 h`, `1天4小时`; under a minute as one. */
export function spanWords(milliseconds: number, locale: string): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  const parts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const units = locale === "zh-CN" ? ["天", "小时", "分钟"] : ["d", "h", "min"];
  const first = parts.findIndex((part) => part > 0);
  const written = parts.map((part, index) => (part === 0 ? "" : locale === "zh-CN" ? `${part}${units[index]}` : `${part} ${units[index]}`));
  return written.slice(first, first + 2).filter((part) => part !== "").join(locale === "zh-CN" ? "" : " ");
}

/** Where an instant lies between two, as a share of 1000; the middle where the two are one. */
export function placeIn(at: string | Date, from: number, to: number): number {
  const time = typeof at === "string" ? Date.parse(at) : at.getTime();
  return to === from ? 500 : Math.round(((time - from) / (to - from)) * 10_000) / 10;
}
