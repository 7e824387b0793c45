// Loaded before a child's own program: the pipe on its standard input closes when its parent is gone, and the child ends with it.
process.stdin.on("end", leave).on("error", leave).resume();
// The pipe alone does not keep a finished program alive.
if ("unref" in process.stdin && typeof process.stdin.unref === "function") process.stdin.unref();

function leave() {
  process.exit(1);
}
