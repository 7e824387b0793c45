/**
 * Under `npm start`, ends the house when npm is killed: nobody could stop it from that terminal any more.
 * A house started by `node scripts/start.mjs` outlives its shell.
 */
export function followParent() {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}
