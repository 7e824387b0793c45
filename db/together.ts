/**
 * Makes a question that all who put it in one turn of the process put together, in one statement. It leaves after the last of them asked, so
 * that nobody is given an answer from before they asked. Undefined where the statement answers nothing for a key.
 */
export function together<Key, Answer>(ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Answer>>): (key: Key) => Promise<Answer | undefined> {
  let asking: { readonly keys: Set<Key>; readonly answers: Promise<ReadonlyMap<Key, Answer>> } | undefined;
  const next = () => {
    const keys = new Set<Key>();
    const turned = new Promise((resolve) => setImmediate(resolve));
    const answers = turned.then(() => {
      asking = undefined;
      return ask([...keys]);
    });
    return { keys, answers };
  };
  return async (key) => {
    asking ??= next();
    asking.keys.add(key);
    return (await asking.answers).get(key);
  };
}
