import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import ssh2, { type Client, type Connection, type FileEntry, type SFTPWrapper } from "ssh2";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { sourceByCode, sourceFilesOf, sourceGapsOf } from "../queries/sources.ts";
import { guardOf } from "./pull-guard.ts";
import { runSource, type RunOptions } from "./pull.ts";
import { trySource } from "./source-trial.ts";
import { putSource, resetCursor } from "./sources.ts";

const admin: Actor = { kind: "person", id: 1, login: "admin", name: "Admin", role: "administrator", organisation: 1, office: null, locale: "en" };
const guard = guardOf("127.0.0.1/32");
const now = new Date("2026-03-02T08:00:00Z");
const [USER, SECRET] = ["wine", "a quiet harbour"];

/** What lies in the folder, whichever way it is asked for. */
const files = new Map<string, { body: Buffer; modifiedAt: Date }>();
const documentOf = (...lots: readonly string[]) =>
  Buffer.from(
    JSON.stringify({
      "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
      type: "EPCISDocument",
      schemaVersion: "2.0",
      creationDate: "2026-03-02T08:00:00Z",
      epcisBody: {
        eventList: lots.map((lot) => ({
          type: "ObjectEvent",
          eventTime: "2026-03-01T08:00:00+01:00",
          eventTimeZoneOffset: "+01:00",
          action: "OBSERVE",
          bizStep: "shipping",
          quantityList: [{ epcClass: `urn:epc:class:lgtin:3012345.012345.${lot}`, quantity: 1 }],
          readPoint: { id: "urn:epc:id:sgln:3012345.00001.0" },
        })),
      },
    }),
  );
const lay = (name: string, body: Buffer, minute: number) => files.set(name, { body, modifiedAt: new Date(now.getTime() - 3_600_000 + minute * 60_000) });

const hostKey = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs1", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } }).privateKey;
const connections = new Set<Connection>();
const sftp = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
  connections.add(client);
  (client as Connection & Pick<Client, "setNoDelay">).setNoDelay(true); // the types name it for clients alone
  client.on("error", () => undefined);
  client.on("authentication", (context) => (context.method === "password" && context.username === USER && context.password === SECRET ? context.accept() : context.reject(["password"])));
  client.on("ready", () => client.on("session", (accept) => accept().on("sftp", (open) => serveFolder(open()))));
});

const { STATUS_CODE } = ssh2.utils.sftp;

/** One folder named `out`, read over SFTP. */
function serveFolder(wrapper: SFTPWrapper): void {
  const listed = new Set<string>();
  wrapper.on("OPENDIR", (id, path) => (path === "out" ? wrapper.handle(id, Buffer.from("dir")) : wrapper.status(id, STATUS_CODE.NO_SUCH_FILE)));
  wrapper.on("READDIR", (id) => {
    const entries: FileEntry[] = [...files]
      .filter(([name]) => !listed.has(name))
      .map(([name, { body, modifiedAt }]) => ({
        filename: name,
        longname: `-rw-r--r-- 1 wine wine ${body.length} ${name}`,
        attrs: { mode: 0o100644, uid: 1, gid: 1, size: body.length, atime: 0, mtime: modifiedAt.getTime() / 1000 },
      }));
    for (const { filename } of entries) listed.add(filename);
    if (entries.length === 0) wrapper.status(id, STATUS_CODE.EOF);
    else wrapper.name(id, entries);
  });
  wrapper.on("OPEN", (id, path) => wrapper.handle(id, Buffer.from(path)));
  wrapper.on("FSTAT", (id, handle) => wrapper.attrs(id, { mode: 0o100644, uid: 1, gid: 1, size: bodyOf(handle).length, atime: 0, mtime: 0 }));
  wrapper.on("READ", (id, handle, offset, length) => {
    const part = bodyOf(handle).subarray(offset, offset + length);
    if (part.length === 0) wrapper.status(id, STATUS_CODE.EOF);
    else wrapper.data(id, part);
  });
  wrapper.on("CLOSE", (id, handle) => {
    if (handle.toString() === "dir") listed.clear();
    wrapper.status(id, STATUS_CODE.OK);
  });
}

const bodyOf = (handle: Buffer): Buffer => files.get(handle.toString().replace(/^out\//, ""))?.body ?? Buffer.alloc(0);

/** A service that speaks as much of S3 as a folder needs, two keys a page. */
const s3 = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://s3");
  if (!(request.headers.authorization ?? "").includes("Credential=KEY/")) return void response.writeHead(403, { "content-type": "application/xml" }).end("<Error><Code>InvalidAccessKeyId</Code></Error>");
  if (searchParams.get("list-type") !== "2") return void response.end(files.get(decodeURIComponent(pathname.slice("/bucket/out/".length)))?.body);
  const keys = [...files.keys()].toSorted();
  const from = Number(searchParams.get("continuation-token") ?? "0");
  const contents = keys.slice(from, from + 2).map((name) => {
    const { body, modifiedAt } = files.get(name) ?? { body: Buffer.alloc(0), modifiedAt: now };
    return `<Contents><Key>out/${name}</Key><LastModified>${modifiedAt.toISOString()}</LastModified><ETag>"${createHash("md5").update(body).digest("hex")}"</ETag><Size>${body.length}</Size></Contents>`;
  });
  const more = from + 2 < keys.length;
  response
    .writeHead(200, { "content-type": "application/xml" })
    .end(
      `<?xml version="1.0"?><ListBucketResult><IsTruncated>${String(more)}</IsTruncated>${contents.join("")}${more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ""}</ListBucketResult>`,
    );
});

let test: TestDatabase;
let ports: { readonly sftp: number; readonly s3: number };
const fingerprint = () => {
  const parsed = ssh2.utils.parseKey(hostKey);
  if (parsed instanceof Error) throw parsed;
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  return `SHA256:${createHash("sha256").update(key.getPublicSSH()).digest("base64").replace(/=+$/, "")}`;
};

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
  await new Promise<void>((resolve) => sftp.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => s3.listen(0, "127.0.0.1", resolve));
  ports = { sftp: (sftp.address() as AddressInfo).port, s3: (s3.address() as AddressInfo).port };
});
beforeEach(async () => {
  files.clear();
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, feed_documents, quarantined, source_captures, source_gaps, source_files, source_silences, source_meters, source_runs, feed_sources restart identity cascade`;
});
afterAll(async () => {
  for (const connection of connections) connection.end();
  sftp.close();
  s3.closeAllConnections();
  s3.close();
  await test.close();
});

const KINDS = ["sftp", "s3"] as const;
const settingsOf = (kind: (typeof KINDS)[number], change: object = {}) =>
  kind === "sftp"
    ? { kind, host: "127.0.0.1", port: ports.sftp, user: USER, folder: "out", hostKey: fingerprint(), ...change }
    : { kind, endpoint: `http://127.0.0.1:${ports.s3}`, bucket: "bucket", prefix: "out/", accessKeyId: "KEY", pathStyle: true, ...change };
const connect = (kind: (typeof KINDS)[number], change: object = {}) => putSource(admin, { code: "folder", name: "Folder", organisation: "FOLDER", settings: settingsOf(kind, change), secret: SECRET }, now);
const read = <Result>(work: (tx: Parameters<typeof sourceByCode>[0], id: number) => Promise<Result>) =>
  reading(admin, "source.read", async (tx) => {
    const source = await sourceByCode(tx, "folder", now);
    return work(tx, source?.id ?? 0);
  });
const run = async (options: RunOptions = {}) => runSource(await read(async (_tx, id) => id), { guard, spread: 0, now: () => now, ...options });
const day = () => read(async (tx) => (await sourceByCode(tx, "folder", now))?.day);
const taken = () => read(async (tx, id) => (await sourceFilesOf(tx, id, 50)).map(({ name, documentId }) => [name.replace(/^out\//, ""), documentId !== null] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)));

describe.each(KINDS)("a folder over %s", (kind) => {
  it("is taken file by file, the oldest first, and each version of a file once", async () => {
    lay("b.json", documentOf("B"), 1);
    lay("a.json", documentOf("A"), 2);
    lay("c.json.gz", gzipSync(documentOf("C")), 3);
    lay("note.txt", Buffer.from("not a document"), 3);
    await connect(kind);
    expect(await run()).toMatchObject({ outcome: "read", problem: null });
    expect([await day(), await taken()]).toMatchObject([{ accepted: 3, documents: 3 }, [["a.json", true], ["b.json", true], ["c.json.gz", true]]]);
    expect(await run()).toMatchObject({ outcome: "nothing" });
    lay("b.json", documentOf("B", "D"), 4);
    expect(await run()).toMatchObject({ outcome: "read" });
    expect(await day()).toMatchObject({ accepted: 4, duplicate: 1, documents: 4 });
  });

  it("is read on where a run ended, and nothing is taken twice", async () => {
    for (const name of ["1", "2", "3", "4", "5"]) lay(`${name}.json`, documentOf(name), Number(name));
    await connect(kind);
    expect(await run({ pieces: 2 })).toMatchObject({ outcome: "more" });
    expect(await taken()).toEqual([["1.json", true], ["2.json", true]]);
    expect(await run()).toMatchObject({ outcome: "read" });
    expect(await day()).toMatchObject({ accepted: 5, duplicate: 0 });
  });

  it("leaves a file that may still be written", async () => {
    files.set("new.json", { body: documentOf("N"), modifiedAt: now });
    await connect(kind);
    expect(await run()).toMatchObject({ outcome: "nothing" });
    expect(await run({ now: () => new Date(now.getTime() + 10_000) })).toMatchObject({ outcome: "read" });
  });

  it("is not stopped by a file that cannot be taken: its reason stands as a gap", async () => {
    lay("1.json", documentOf("A"), 1);
    lay("2.json", randomBytes(200_000), 2);
    lay("3.json.gz", Buffer.from("not packed"), 3);
    lay("4.json.gz", gzipSync(Buffer.alloc(5_000_000)), 4);
    lay("5.json", documentOf("B"), 5);
    await connect(kind);
    expect(await run({ limits: { bytes: 100_000 } })).toMatchObject({ outcome: "read" });
    const gaps = await read((tx, id) => sourceGapsOf(tx, id, 10));
    expect(gaps.map(({ facts }) => [facts["file"], facts["problem"]]).toReversed()).toEqual(
      [
        ["2.json", "too-large"],
        ["3.json.gz", "not-unpacked"],
        ["4.json.gz", "too-large"],
      ].map(([file = "", problem]) => [kind === "s3" ? `out/${file}` : file, problem]),
    );
    expect(await day()).toMatchObject({ accepted: 2 });
    expect(await run()).toMatchObject({ outcome: "nothing" });
  });

  it("is read from its beginning again when an administrator says so, and everything is known already", async () => {
    lay("1.json", documentOf("A"), 1);
    await connect(kind);
    await run();
    await resetCursor(admin, { code: "folder", reason: "to be sure" }, new Date(now.getTime() + 1000));
    await run();
    expect(await day()).toMatchObject({ accepted: 1, duplicate: 1 });
  });

  it("takes what fits its pattern alone", async () => {
    lay("events-1.json", documentOf("A"), 1);
    lay("draft-1.json", documentOf("B"), 1);
    await connect(kind, { pattern: "events-*.json" });
    await run();
    expect(await taken()).toEqual([["events-1.json", true]]);
  });

  it("in a private network is never connected to", async () => {
    await connect(kind);
    expect(await run({ guard: guardOf("") })).toMatchObject({ outcome: "failed", problem: { code: "address-refused" } });
  });

  it("can be tried: its first file is shown, and nothing is stored", async () => {
    lay("1.json", documentOf("A", "B"), 1);
    lay("2.json", documentOf("C"), 2);
    const trial = await trySource(admin, { settings: settingsOf(kind), secret: SECRET }, guard, now);
    expect(trial).toMatchObject({ ok: true, nothing: false, events: 2, broken: 0, more: true, format: "epcis-json", shown: [{ bizStep: "shipping" }, {}] });
    expect(await read((tx) => sourceByCode(tx, "folder", now))).toBeUndefined();
  });
});

describe("an SFTP server", () => {
  it.each([
    { case: "that does not know us", change: { user: "nobody" }, code: "sign-in-failed" },
    { case: "without the folder", change: { folder: "elsewhere" }, code: "folder-missing" },
    { case: "that is not there", change: { port: 1 }, code: "not-reached" },
  ])("$case is not read: $code", async ({ change, code }) => {
    await connect("sftp", change);
    expect(await run()).toMatchObject({ outcome: "failed", problem: { code } });
  });

  it.each([
    { case: "whose key nobody has named", hostKey: undefined, code: "host-key-unknown" },
    { case: "that shows another key than agreed on", hostKey: `SHA256:${"A".repeat(43)}`, code: "host-key-differs" },
  ])("$case is not signed in to, and the key it shows is told: $code", async ({ hostKey: agreed, code }) => {
    await connect("sftp", { hostKey: agreed });
    expect(await run()).toMatchObject({ outcome: "failed", problem: { code, facts: { fingerprint: fingerprint() } } });
  });
});

describe("an S3 service", () => {
  it("that refuses the key is told with its own word", async () => {
    await connect("s3", { accessKeyId: "OTHER" });
    expect(await run()).toMatchObject({ outcome: "failed", problem: { code: "bucket-refused", facts: { reason: "InvalidAccessKeyId", status: 403 } } });
  });
});
