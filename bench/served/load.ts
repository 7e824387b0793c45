import { Agent, request } from "node:http";

/** What a load came to: answers a second, their size in bytes, and how many were not 200. */
export type Load = { readonly perSecond: number; readonly bytes: number; readonly failed: number };

/** What is sent with a request. */
export type Sent = Readonly<Record<string, string>>;

/** Asks one address over and over, or what `url` answers each time, with the same headers or those of each time, by `callers` connections that stay open, for `seconds`; loopback only. */
export async function load(url: string | (() => string), headers: Sent | (() => Sent), callers: number, seconds: number): Promise<Load> {
  const address = () => (typeof url === "string" ? url : url());
  if (new URL(address()).hostname !== "127.0.0.1") throw new Error("only this machine is asked");
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const until = performance.now() + seconds * 1000;
  let [answers, bytes, failed] = [0, 0, 0];
  const began = performance.now();
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() < until) {
      const answer = await once(address(), typeof headers === "function" ? headers() : headers, agent);
      answers += 1;
      bytes = answer.bytes;
      if (answer.status !== 200) failed += 1;
    }
  }));
  const elapsed = performance.now() - began;
  agent.destroy();
  return { perSecond: (answers * 1000) / elapsed, bytes, failed };
}

function once(url: string, headers: Sent, agent: Agent): Promise<{ readonly status: number; readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on("data", (part: Buffer) => (bytes += part.length));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end();
  });
}
