import { assessDeclarations } from "./assess.ts";

type Waiting = { readonly declarations: readonly number[]; readonly cause: string; readonly settle: () => void; readonly fail: (error: unknown) => void };

/** As many assessments of different declarations run at once in one process; what comes meanwhile waits and is assessed together. */
const AT_ONCE = 2;
/** As many declarations are assessed together at most. */
const MOST_TOGETHER = 100;

const waiting: Waiting[] = [];
let serving = 0;

/** Assesses declarations at once where there is room; else together with all that wait for the same cause. Rejects as the own declarations' assessment does. */
export function assessAtCounter(declarations: readonly number[], cause: string): Promise<void> {
  return new Promise((settle, fail) => {
    waiting.push({ declarations, cause, settle, fail });
    if (serving < AT_ONCE) void serve();
  });
}

async function serve(): Promise<void> {
  serving += 1;
  for (let taken = takeTogether(); taken.length > 0; taken = takeTogether()) {
    try {
      await assessDeclarations(taken.flatMap((one) => one.declarations), taken[0]?.cause ?? "", new Date());
      for (const one of taken) one.settle();
    } catch (error) {
      await eachAlone(taken, error);
    }
  }
  serving -= 1;
}

/** The longest waiting, and others of its cause. */
function takeTogether(): Waiting[] {
  const [first] = waiting;
  let count = 0;
  const taken = waiting.filter((one) => one.cause === first?.cause && (one === first || count + one.declarations.length <= MOST_TOGETHER) && (count += one.declarations.length) > -1);
  for (const one of taken) waiting.splice(waiting.indexOf(one), 1);
  return taken;
}

/** What fails together is assessed each alone, so that one declaration keeps no other from its assessment. */
async function eachAlone(taken: readonly Waiting[], error: unknown): Promise<void> {
  const [only] = taken;
  if (taken.length === 1 && only !== undefined) return only.fail(error);
  for (const one of taken) await assessDeclarations(one.declarations, one.cause, new Date()).then(() => one.settle(), one.fail);
}
