/**
 * Runs once when the server starts: notes on each request the address at the other end of its socket, in a header that a caller
 * cannot set, so that what is for this machine alone can tell; and answers the handshakes of those who follow events over a socket.
 */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { markPeers } = await import("./app/api/kernel/peer.ts");
  markPeers();
  const { serveSockets } = await import("./app/epcis/sockets.ts");
  serveSockets();
}
