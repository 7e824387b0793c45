import { generateKeyPairSync } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import forge from "node-forge";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { SignIn } from "../source.ts";
import { PullFailure, type PullProblem } from "../sourceProblem.ts";
import { fetchOnce, reachWith } from "./pull-fetch.ts";
import { guardedSocket, guardOf, isPublic, type FindAddresses, type Guard } from "./pull-guard.ts";

const servers: { close(): unknown; closeAllConnections(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serving(listener: RequestListener, server: Server = createServer(listener)): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const here = guardOf("127.0.0.1/32");
const open = new Set<ReturnType<typeof reachWith>>();
afterAll(async () => {
  for (const reach of open) await reach.close();
});

function get(address: string, { guard = here, signIn = { kind: "none" }, secret = null, bytes, ms }: { guard?: Guard; signIn?: SignIn; secret?: string | null; bytes?: number; ms?: number } = {}) {
  const reach = reachWith(guard, secret, { ...(bytes === undefined ? {} : { bytes }), ...(ms === undefined ? {} : { ms }) });
  open.add(reach);
  return fetchOnce(reach, address, { signIn });
}

async function problemOf(work: Promise<unknown>): Promise<PullProblem> {
  const error: unknown = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (error instanceof PullFailure) return error.problem;
  throw new Error(`It did not fail as a pull fails: ${String(error)}`);
}

/** Names whose addresses differ from one look-up to the next. */
function naming(...answers: readonly (readonly string[])[]): FindAddresses {
  let asked = 0;
  return (_name, done) => {
    const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
    setImmediate(() => done(null, found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))));
  };
}

describe("an address", () => {
  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "not an address",
  ])("%s is not public", (address) => expect(isPublic(address)).toBe(false));

  it.each(["8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.1", "192.167.255.255", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00::1"])(
    "%s is public",
    (address) => expect(isPublic(address)).toBe(true),
  );
});

describe("a connection", () => {
  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
  ])("to %s is refused unless an administrator lists it", async (address) => {
    expect(await problemOf(get(address, { guard: guardOf("") }))).toMatchObject({ code: "address-refused" });
  });

  it.each([
    { allowed: "", opens: false },
    { allowed: "10.0.0.0/8, 127.0.0.2", opens: false },
    { allowed: "127.0.0.0/8", opens: true },
    { allowed: "feed.intern", opens: true },
  ])("by a name that means this machine is made where the list says '$allowed': $opens", async ({ allowed, opens }) => {
    const at = await serving((_request, response) => response.end("here"));
    const work = get(`http://feed.intern:${at.split(":")[1]}/`, { guard: guardOf(allowed, naming(["127.0.0.1"])) });
    expect(opens ? Buffer.from((await work).body).toString() : (await problemOf(work)).code).toBe(opens ? "here" : "address-refused");
  });

  it("by a name with a private address among public ones is refused", async () => {
    expect(await problemOf(get("http://mixed.example/", { guard: guardOf("", naming(["93.184.216.34", "10.0.0.1"])) }))).toMatchObject({ code: "address-refused", facts: { host: "mixed.example", address: "10.0.0.1" } });
  });

  it("by a name that changes between two look-ups is checked each time it is made", async () => {
    let served = 0;
    const at = await serving((_request, response) => {
      served += 1;
      response.setHeader("connection", "close").end("here");
    });
    const guard = guardOf("127.0.0.1/32", naming(["127.0.0.1"], ["127.0.0.2"], ["::1"]));
    const address = `http://rebinding.example:${at.split(":")[1]}/`;
    expect((await get(address, { guard })).status).toBe(200);
    expect(await problemOf(get(address, { guard }))).toMatchObject({ code: "address-refused", facts: { address: "127.0.0.2" } });
    expect(await problemOf(get(address, { guard }))).toMatchObject({ code: "address-refused", facts: { address: "::1" } });
    expect(served).toBe(1);
  });

  it("of another protocol is under the same guard", async () => {
    expect(await problemOf(guardedSocket(guardOf(""), "127.0.0.1", 22))).toMatchObject({ code: "address-refused" });
    expect(await problemOf(guardedSocket(guardOf("", naming(["192.168.0.1"])), "sftp.example", 22))).toMatchObject({ code: "address-refused" });
  });

  it.each([
    { case: "whose name nobody knows", address: "http://nobody.invalid/", guard: guardOf("", (_name, done) => done(Object.assign(new Error("no"), { code: "ENOTFOUND" }), [])), code: "name-unknown" },
    { case: "whose name the system itself does not find", address: `http://${"x".repeat(70)}.invalid/`, guard: guardOf(""), code: "name-unknown" },
    { case: "that nobody takes", address: "http://127.0.0.1:1/", guard: here, code: "not-reached" },
  ])("$case is told as $code", async ({ address, guard, code }) => expect((await problemOf(get(address, { guard }))).code).toBe(code));

  it("with a certificate that nobody vouches for is not made, and the reason is named", async () => {
    const { cert, key } = selfSigned();
    const at = await serving(() => undefined, createTlsServer({ cert, key }, (_request, response) => response.end("secret")));
    expect(await problemOf(get(`https://${at}/`))).toEqual({ code: "tls-failed", facts: { reason: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
  });
});

describe("a redirect", () => {
  it.each([
    { case: "into the own network", location: "http://169.254.169.254/", code: "address-refused" },
    { case: "to another loopback address", location: "http://127.0.0.2/", code: "address-refused" },
    { case: "to a file", location: "file:///etc/passwd", code: "redirect-refused" },
    { case: "to nowhere", location: "http://[", code: "redirect-refused" },
  ])("$case is not followed: $code", async ({ location, code }) => {
    const at = await serving((_request, response) => response.writeHead(302, { location }).end());
    expect((await problemOf(get(`http://${at}/`))).code).toBe(code);
  });

  it.each([
    { hops: 5, code: "none" },
    { hops: 6, code: "too-many-redirects" },
  ])("is followed $hops times: $code", async ({ hops, code }) => {
    const at = await serving((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end("there");
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    });
    const work = get(`http://${at}/${hops}`);
    expect(code === "none" ? Buffer.from((await work).body).toString() : (await problemOf(work)).code).toBe(code === "none" ? "there" : code);
  });

  it("takes the secret along within its origin, and to no other", async () => {
    const seen: (string | undefined)[] = [];
    const listener: RequestListener = (request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === "/there") response.end();
      else response.writeHead(302, { location: request.url === "/own" ? "/there" : `http://${other}/there` }).end();
    };
    const other = await serving(listener);
    const own = await serving(listener);
    await get(`http://${own}/own`, { signIn: { kind: "bearer" }, secret: "s3cret" });
    await get(`http://${own}/away`, { signIn: { kind: "basic", user: "wine" }, secret: "s3cret" });
    expect(seen).toEqual(["Bearer s3cret", "Bearer s3cret", `Basic ${Buffer.from("wine:s3cret").toString("base64")}`, undefined]);
  });
});

describe("an answer", () => {
  it.each([
    { status: 429, headers: { "retry-after": "120" }, problem: { code: "asked-to-wait", facts: { status: 429, seconds: 120 }, retryAfterSeconds: 120 } },
    { status: 503, headers: {}, problem: { code: "asked-to-wait", facts: { status: 503 } } },
    { status: 401, headers: {}, problem: { code: "sign-in-failed", facts: { status: 401 } } },
    { status: 500, headers: {}, problem: { code: "status", facts: { status: 500 } } },
  ])("of status $status is told", async ({ status, headers, problem }) => {
    const at = await serving((_request, response) => response.writeHead(status, headers).end("no"));
    expect(await problemOf(get(`http://${at}/`))).toEqual(problem);
  });

  it("larger than its limit is let go of before it is held", async () => {
    let sent = 0;
    const at = await serving((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && sent < 200_000_000) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536))) {
            response.once("drain", more);
            return;
          }
        }
      };
      more();
    });
    expect(await problemOf(get(`http://${at}/`, { bytes: 1_000_000 }))).toEqual({ code: "too-large", facts: { limit: 1_000_000 } });
    expect(sent).toBeLessThan(100_000_000);
  });

  it("that unpacks to more than its limit is refused, and one that does not unpack too", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const at = await serving((request, response) => response.writeHead(200, { "content-encoding": request.url === "/twice" ? "gzip, gzip" : "gzip" }).end(request.url === "/broken" ? "not packed" : bomb));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await problemOf(get(`http://${at}/`, { bytes: 1_000_000 }))).code).toBe("too-large");
    expect((await problemOf(get(`http://${at}/broken`))).code).toBe("not-unpacked");
    expect((await problemOf(get(`http://${at}/twice`))).code).toBe("not-unpacked");
  });

  it("that comes a byte at a time is given up when its time is over", async () => {
    const at = await serving((_request, response) => {
      const dripping = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(dripping));
    });
    expect((await problemOf(get(`http://${at}/`, { ms: 300 }))).code).toBe("timed-out");
  });
});

function selfSigned(): { readonly cert: string; readonly key: string } {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs1", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
  const own = forge.pki.privateKeyFromPem(privateKey);
  const cert = forge.pki.createCertificate();
  cert.publicKey = forge.pki.rsa.setPublicKey(own.n, own.e);
  cert.serialNumber = "01";
  cert.validity.notBefore = new Date("2020-01-01T00:00:00Z");
  cert.validity.notAfter = new Date("2120-01-01T00:00:00Z");
  cert.setSubject([{ name: "commonName", value: "localhost" }]);
  cert.setIssuer([{ name: "commonName", value: "localhost" }]);
  cert.sign(own, forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(cert), key: privateKey };
}
