import { describe, expect, it } from "vitest";
import { Course, shareDone } from "./sweep.ts";

const one = { assessed: 10, changed: 1, failed: 0 };

describe("the course of a sweep", () => {
  it("hands out stretches that end at round ids, up to the last declaration", () => {
    const course = new Course(3, 25, 10);
    expect([course.take(), course.take()]).toEqual([{ from: 3, to: 10 }, { from: 10, to: 20 }]);
    expect(course.isHandedOut()).toBe(false);
    expect([course.take(), course.isHandedOut(), course.take()]).toEqual([{ from: 20, to: 26 }, true, undefined]);
  });

  it("hands out the last declaration where it stands alone in its stretch", () => {
    const course = new Course(11, 20, 10);
    expect([course.take(), course.take(), course.take()]).toEqual([{ from: 11, to: 20 }, { from: 20, to: 21 }, undefined]);
  });

  it("counts a stretch as done only when all before it are, whichever is finished first", () => {
    const course = new Course(1, 29, 10);
    const [first, second, third] = [course.take(), course.take(), course.take()];
    if (first === undefined || second === undefined || third === undefined) throw new Error("there are three stretches");
    expect(course.finish(second, one)).toBeUndefined();
    expect(course.finish(first, one)).toEqual({ place: 20, assessed: 20, changed: 2, failed: 0 });
    expect(course.finish(third, { assessed: 9, changed: 0, failed: 1 })).toEqual({ place: 30, assessed: 9, changed: 0, failed: 1 });
  });

  it.each([
    { state: "running", place: 1, last: 100, share: 0 },
    { state: "running", place: 51, last: 100, share: 0.5 },
    { state: "running", place: 101, last: 100, share: 1 },
    { state: "done", place: 1, last: 0, share: 1 },
  ] as const)("at $place of $last is done to $share", ({ share, ...sweep }) => {
    expect(shareDone(sweep)).toBe(share);
  });
});
