// Loaded before a product that is started for a test: when the test is killed, the product stops as if told to, its database included.
process.stdin.on("end", stop).on("error", stop).resume();

function stop() {
  process.kill(process.pid, "SIGTERM");
}
