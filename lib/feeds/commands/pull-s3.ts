import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { PullSettings } from "../source.ts";
import type { ListedFile } from "../sourceFile.ts";
import { failureOf, PullFailure } from "../sourceProblem.ts";
import { retryAfter } from "../sourceSchedule.ts";
import { refuseAddress } from "./pull-guard.ts";
import type { Reach } from "./pull-fetch.ts";
import { MOST_FILES, type Folder } from "./pull-hands.ts";

type BucketSettings = Extract<PullSettings, { kind: "s3" }>;

/** Opens what lies under a prefix of a bucket as a folder, at Amazon or at any service that speaks S3. */
export function openBucket(reach: Reach, { endpoint, region, bucket, prefix, accessKeyId, pathStyle }: BucketSettings): Folder {
  if (endpoint !== undefined) refuseAddress(reach.guard, new URL(endpoint).hostname);
  const { lookup } = reach.guard;
  const [httpAgent, httpsAgent] = [new HttpAgent({ lookup, maxSockets: 2 }), new HttpsAgent({ lookup, maxSockets: 2 })];
  const client = new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: pathStyle,
    credentials: { accessKeyId, secretAccessKey: reach.secret ?? "" },
    maxAttempts: 1,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { httpAgent, httpsAgent, connectionTimeout: 10_000, requestTimeout: reach.ms },
  });
  return {
    list: () => asked(() => listAll(client, reach, bucket, prefix)),
    read: (name, most) => asked(() => readWhole(client, reach, bucket, name, most)),
    close: async () => {
      client.destroy();
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

async function listAll(client: S3Client, reach: Reach, bucket: string, prefix: string): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(token === undefined ? {} : { ContinuationToken: token }) }), { abortSignal: AbortSignal.timeout(reach.ms) });
    for (const { Key, Size, LastModified, ETag } of page.Contents ?? []) {
      if (Key !== undefined && !Key.endsWith("/")) files.push({ name: Key, size: Size ?? 0, modifiedAt: LastModified ?? new Date(0), tag: ETag ?? "" });
    }
    const next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    if (next !== undefined && next === token) throw new PullFailure("page-loop", { pages: Math.ceil(files.length / 1000) });
    token = next;
  } while (token !== undefined && files.length <= MOST_FILES);
  return files;
}

async function readWhole(client: S3Client, reach: Reach, bucket: string, key: string, most: number): Promise<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: AbortSignal.timeout(reach.ms) });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) throw new PullFailure("too-large", { limit: most });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function asked<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw refusedBy(error);
  }
}

/** An error of the service in this house's words: asked to wait, refused, or not reached. */
function refusedBy(error: unknown): PullFailure {
  if (error instanceof PullFailure || !(error instanceof Error)) return failureOf(error);
  const { $metadata: metadata, $response: response } = error as { readonly $metadata?: { readonly httpStatusCode?: number }; readonly $response?: { readonly headers?: Readonly<Record<string, string>> } };
  const status = metadata?.httpStatusCode;
  if (status === undefined) return failureOf(error);
  if (status === 429 || status === 503) {
    const wait = retryAfter(response?.headers?.["retry-after"], new Date());
    return new PullFailure("asked-to-wait", { status, ...(wait === null ? {} : { seconds: wait }) }, wait);
  }
  return status < 400 ? failureOf(error) : new PullFailure("bucket-refused", { status, reason: error.name.slice(0, 60) });
}
