/** A measured value with as many decimals as tell it from others within a width. */
export function figure(value: number, width: number): string {
  const places = width <= 0 || !Number.isFinite(width) ? 4 : Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(width))));
  return value.toFixed(places);
}
