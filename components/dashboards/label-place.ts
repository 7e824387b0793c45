/** A word beside a mark, in pixels of the map: its left end, its middle's height, how wide it is. */
export type LabelBox = { readonly x: number; readonly y: number; readonly width: number };

const HEIGHT = 16;

/** A round mark on the map, in pixels. */
export type MarkCircle = { readonly x: number; readonly y: number; readonly radius: number };

/** Which words can stand without covering another's or lying under another's mark, the weightiest first; by their places in the list, in which each has its mark at the same place. */
export function withRoom(boxes: readonly LabelBox[], marks: readonly MarkCircle[] = []): ReadonlySet<number> {
  const standing: LabelBox[] = [];
  const shown = new Set<number>();
  for (const [at, box] of boxes.entries()) {
    if (marks.some((mark, its) => its !== at && Math.abs(mark.y - box.y) < mark.radius + HEIGHT / 2 && box.x < mark.x + mark.radius && mark.x - mark.radius < box.x + box.width)) continue;
    if (standing.some((other) => Math.abs(other.y - box.y) < HEIGHT && box.x < other.x + other.width && other.x < box.x + box.width)) continue;
    standing.push(box);
    shown.add(at);
  }
  return shown;
}
