/** An assessment of everything anew: why, of what, and how far it got. `place` is the id below which all declarations are done, `last` the highest there was when it began. */
export type Sweep = {
  readonly id: number;
  readonly cause: string;
  readonly open: boolean;
  readonly state: "running" | "done" | "replaced";
  readonly place: number;
  readonly last: number;
  readonly assessed: number;
  readonly changed: number;
  readonly failed: number;
  readonly begunAt: Date;
  readonly endedAt: Date | null;
};

/** What a stretch of a sweep came to: declarations assessed, those of which something changed, those on which a rule broke. */
export type Swept = { readonly assessed: number; readonly changed: number; readonly failed: number };

/** A stretch of ids, half-open. */
export type Stretch = { readonly from: number; readonly to: number };

/** The share of a sweep that is done, 0 to 1. */
export function shareDone({ state, place, last }: Pick<Sweep, "state" | "place" | "last">): number {
  return state === "done" || last === 0 ? 1 : Math.min(1, Math.max(0, (place - 1) / last));
}

/**
 * Hands out stretches in order and knows how far everything is done, whichever order they are finished in: what stands beyond the first
 * unfinished stretch is done again after an interruption, and changes nothing then.
 */
export class Course {
  private next: number;
  private readonly running: Stretch[] = [];
  private readonly finished = new Map<number, Swept>();
  readonly last: number;
  readonly width: number;

  constructor(place: number, last: number, width: number) {
    this.next = place;
    this.last = last;
    this.width = width;
  }

  /** The next stretch to be done; undefined when all are handed out. */
  take(): Stretch | undefined {
    if (this.isHandedOut()) return undefined;
    const end = Math.min(this.last + 1, (Math.floor(this.next / this.width) + 1) * this.width);
    const stretch = { from: this.next, to: end };
    this.running.push(stretch);
    this.next = end;
    return stretch;
  }

  /** Whether all stretches are handed out. */
  isHandedOut(): boolean {
    return this.next > this.last;
  }

  /** Notes what a stretch came to; answers the place all is done below, with what the stretches it passed came to, or undefined while an earlier one is not done. */
  finish({ from }: Stretch, swept: Swept): (Swept & { readonly place: number }) | undefined {
    this.finished.set(from, swept);
    let [place, sum]: [number | undefined, Swept] = [undefined, { assessed: 0, changed: 0, failed: 0 }];
    for (let first = this.running[0]; first !== undefined; first = this.running[0]) {
      const done = this.finished.get(first.from);
      if (done === undefined) break;
      this.running.shift();
      this.finished.delete(first.from);
      place = first.to;
      sum = { assessed: sum.assessed + done.assessed, changed: sum.changed + done.changed, failed: sum.failed + done.failed };
    }
    return place === undefined ? undefined : { ...sum, place };
  }
}
