import { createHash } from "node:crypto";
import SftpClient from "ssh2-sftp-client";
import type { PullSettings } from "../source.ts";
import { failureOf, PullFailure } from "../sourceProblem.ts";
import { guardedSocket } from "./pull-guard.ts";
import { gathered, type Reach } from "./pull-fetch.ts";
import type { Folder } from "./pull-hands.ts";

type SftpSettings = Extract<PullSettings, { kind: "sftp" }>;

const NO_SUCH_FILE = 2;

/** Opens a folder over SFTP. The server's key must be the one the source names; the secret is a password, or a private key in PEM. */
export async function openSftp(reach: Reach, { host, port, user, folder, hostKey }: SftpSettings): Promise<Folder> {
  let seen = "";
  const hostVerifier = (key: Buffer): boolean => {
    seen = `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
    return seen === hostKey;
  };
  const client = new SftpClient("tallyhouse", { error: () => undefined, end: () => undefined, close: () => undefined });
  try {
    const sock = await guardedSocket(reach.guard, host, port);
    const secret = reach.secret ?? "";
    await client.connect({ host, port, username: user, sock, hostVerifier, readyTimeout: reach.ms, retries: 0, ...(secret.startsWith("-----BEGIN") ? { privateKey: secret } : { password: secret }) });
  } catch (error) {
    await client.end().catch(() => false);
    if (seen !== "" && hostKey === undefined) throw new PullFailure("host-key-unknown", { fingerprint: seen });
    if (seen !== "" && seen !== hostKey) throw new PullFailure("host-key-differs", { fingerprint: seen });
    throw signInFailure(error);
  }
  const path = (name: string): string => `${folder.replace(/\/+$/, "")}/${name}`;
  return {
    list: () => within(reach, client, async () => (await client.list(folder)).flatMap(({ type, name, size, modifyTime }) => (type === "-" ? [{ name, size, modifiedAt: new Date(modifyTime), tag: "" }] : []))),
    read: (name, most) => within(reach, client, () => gathered(client.createReadStream(path(name), { autoClose: true }), most)),
    close: async () => void (await client.end().catch(() => false)),
  };
}

/** Runs one exchange within the time of an answer; a server that goes silent is left. */
async function within<Result>(reach: Reach, client: SftpClient, work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new PullFailure("timed-out", { reason: `${reach.ms / 1000} s` }));
      void client.end().catch(() => false);
    }, reach.ms);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === NO_SUCH_FILE || code === "ENOENT" || code === "ERR_BAD_PATH") throw new PullFailure("folder-missing");
    throw failureOf(error);
  } finally {
    clearTimeout(timer);
  }
}

function signInFailure(error: unknown): PullFailure {
  const said = error instanceof Error ? error.message : "";
  if (/authentication|privateKey|passphrase/i.test(said)) return new PullFailure("sign-in-failed", { reason: "SSH" });
  if (/timed out|timeout/i.test(said)) return new PullFailure("timed-out", { reason: "SSH" });
  return failureOf(error);
}
