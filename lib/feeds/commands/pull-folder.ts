import type { FolderCursor, PullSettings } from "../source.ts";
import { contentTypeOfFile, fits, inOrder, isSettled, versionOf, type ListedFile } from "../sourceFile.ts";
import { PullFailure } from "../sourceProblem.ts";
import { unpacked } from "./pull-fetch.ts";
import { MOST_FILES, type Folder, type Hands, type Piece, type Progress, type TakenPiece } from "./pull-hands.ts";
import { openBucket } from "./pull-s3.ts";
import { openSftp } from "./pull-sftp.ts";

export type FolderSettings = Extract<PullSettings, { kind: "sftp" | "s3" }>;

/** Opens the folder of a source. */
export async function openFolder(hands: Pick<Hands, "reach">, settings: FolderSettings): Promise<Folder> {
  return settings.kind === "sftp" ? openSftp(hands.reach, settings) : openBucket(hands.reach, settings);
}

/** The files of a folder that fit and are whole, in their order. */
export async function filesOf(folder: Folder, settings: FolderSettings, now: Date): Promise<ListedFile[]> {
  const listed = await folder.list();
  if (listed.length > MOST_FILES) throw new PullFailure("folder-too-large", { most: MOST_FILES });
  return inOrder(listed.filter((file) => fits(nameIn(file.name), settings.pattern) && contentTypeOfFile(file.name) !== undefined && isSettled(file, now)));
}

/** A file as a document; throws where it is too large or cannot be unpacked. */
export async function fetchFile(hands: Pick<Hands, "reach">, folder: Folder, { name, size }: ListedFile): Promise<Piece> {
  const { bytes: most } = hands.reach;
  const { contentType, packed } = contentTypeOfFile(name) ?? { contentType: "application/octet-stream", packed: false };
  if (size > most) throw new PullFailure("too-large", { limit: most });
  const body = await folder.read(name, most);
  return { body: packed ? await unpacked(body, "gzip", most) : body, contentType };
}

/**
 * Reads a folder: each version of a file once, the oldest first. A file that cannot be taken is noted with its reason and does not stop the rest;
 * what is wrong with the folder or the way to it ends the run.
 */
export async function pullFolder(hands: Hands, settings: FolderSettings, before: FolderCursor | null): Promise<Progress> {
  const folder = await openFolder(hands, settings);
  try {
    const files = await filesOf(folder, settings, hands.now());
    let count = before?.files ?? 0;
    for (let at = 0; at < files.length; at += 500) {
      const some = files.slice(at, at + 500);
      const known = await hands.fileVersions(some.map(({ name }) => name));
      for (const file of some.filter((one) => !known.has(`${one.name} ${versionOf(one)}`))) {
        if (!hands.goesOn()) return "more";
        const taken = await takeFile(hands, folder, file);
        const problem = taken.documentId === null ? taken.problem : null;
        await hands.keep(
          { kind: "folder", name: file.name, modifiedAt: file.modifiedAt.toISOString(), files: ++count },
          { file: { name: file.name, version: versionOf(file), documentId: taken.documentId, problem }, ...(problem === null ? {} : { gaps: [{ kind: "file-unreadable" as const, from: file.modifiedAt, to: null, facts: { file: file.name.slice(0, 200), problem: problem.code, ...problem.facts } }] }) },
        );
      }
    }
    return "all";
  } finally {
    await folder.close();
  }
}

/** Takes a file; what is wrong with it alone is told and not thrown. */
async function takeFile(hands: Hands, folder: Folder, file: ListedFile): Promise<TakenPiece> {
  try {
    return await hands.take(await fetchFile(hands, folder, file));
  } catch (error) {
    if (error instanceof PullFailure && (error.problem.code === "too-large" || error.problem.code === "not-unpacked")) return { documentId: null, problem: error.problem };
    throw error;
  }
}

const nameIn = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
