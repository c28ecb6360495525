import { pipeline, Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import yauzl from "yauzl";
import type { SealedFile } from "#lib/sealed-file.ts";

/** Why a file is not read at all. `reason` is a word the screens know. */
export class SheetProblem extends Error {
  readonly reason: "NOT_A_WORKBOOK" | "ZIP_BOMB" | "BROKEN" | "NO_SUCH_SHEET" | "TOO_MANY_TEXTS";
  constructor(reason: SheetProblem["reason"], options?: ErrorOptions) {
    super(reason, options);
    this.name = "SheetProblem";
    this.reason = reason;
  }
}

const MB = 1024 * 1024;
/** A million rows of ten columns stay below; what unpacks to more, or a thousandfold, was made to hurt. */
const limits = { entries: 2_000, entryBytes: 1024 * MB, allBytes: 1536 * MB, ratio: 300, ratioFrom: 10 * MB };

class FileReader extends yauzl.RandomAccessReader {
  readonly #file: SealedFile;
  constructor(file: SealedFile) {
    super();
    this.#file = file;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#file.stream(start, end));
  }
}

type Entries = Map<string, yauzl.Entry>;
export type Archive = {
  entries: Entries;
  open(name: string): AsyncGenerator<Buffer>;
  text(name: string, most: number): Promise<string>;
};

/** Reads the list of a zip file and refuses it before anything is unpacked when what it says it holds is out of all proportion. */
export async function openArchive(file: SealedFile): Promise<Archive> {
  const zip = await yauzl
    .fromRandomAccessReaderPromise(new FileReader(file), file.size, { autoClose: false, lazyEntries: true })
    .catch(() => {
      throw new SheetProblem("BROKEN");
    });
  const entries: Entries = new Map();
  let all = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      all += entry.uncompressedSize;
      if (isBomb(entry, all, entries.size)) throw new SheetProblem("ZIP_BOMB");
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof SheetProblem ? error : new SheetProblem("BROKEN");
  }
  const open = (name: string) => unpack(zip, file, entries.get(name));
  return { entries, open, text: (name, most) => gather(open(name), most) };
}

function isBomb(entry: yauzl.Entry, all: number, count: number): boolean {
  const { uncompressedSize: size, compressedSize: packed } = entry;
  if (count >= limits.entries || size > limits.entryBytes || all > limits.allBytes) return true;
  return size > limits.ratioFrom && size > packed * limits.ratio;
}

/** What comes out is counted: more than the list said means the list lied. */
async function* unpack(zip: yauzl.ZipFile, file: SealedFile, entry: yauzl.Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry) throw new SheetProblem("NOT_A_WORKBOOK");
  if (entry.isEncrypted() || ![0, 8].includes(entry.compressionMethod)) throw new SheetProblem("BROKEN");
  let left = entry.uncompressedSize;
  try {
    const { fileDataStart: from } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = Readable.from(file.stream(from, from + entry.compressedSize));
    const out = entry.compressionMethod === 0 ? packed : pipeline(packed, createInflateRaw(), () => undefined);
    for await (const piece of out as AsyncIterable<Buffer>) {
      left -= piece.length;
      if (left < 0) throw new SheetProblem("ZIP_BOMB");
      yield piece;
    }
  } catch (error) {
    throw error instanceof SheetProblem ? error : new SheetProblem("BROKEN", { cause: error });
  }
}

async function gather(source: AsyncIterable<Buffer>, most: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > most) throw new SheetProblem("ZIP_BOMB");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
