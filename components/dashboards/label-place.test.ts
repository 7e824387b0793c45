import { describe, expect, test } from "vitest";
import { withRoom } from "./label-place.ts";

describe("words on the map", () => {
  test.each([
    { says: "beside each other both stand", boxes: [{ x: 0, y: 0, width: 40 }, { x: 41, y: 0, width: 40 }], shown: [0, 1] },
    { says: "the weightier one stands where two would cover each other", boxes: [{ x: 0, y: 0, width: 40 }, { x: 39, y: 0, width: 40 }], shown: [0] },
    { says: "one line lower is room", boxes: [{ x: 0, y: 0, width: 40 }, { x: 0, y: 16, width: 40 }], shown: [0, 1] },
    { says: "what is not shown covers nothing", boxes: [{ x: 0, y: 0, width: 40 }, { x: 20, y: 8, width: 40 }, { x: 45, y: 12, width: 40 }], shown: [0, 2] },
  ])("$says", ({ boxes, shown }) => {
    expect([...withRoom(boxes)]).toEqual(shown);
  });

  test("do not stand under another's mark, and may touch their own", () => {
    const boxes = [{ x: 10, y: 0, width: 40 }, { x: 52, y: 0, width: 40 }];
    expect([...withRoom(boxes, [{ x: 0, y: 0, radius: 10 }, { x: 46, y: 0, radius: 6 }])]).toEqual([1]);
  });
});
