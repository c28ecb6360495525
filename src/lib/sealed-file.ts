import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { keyedHash } from "#lib/crypto.ts";

/**
 * A file whose plaintext never touches the disk and that can be read from any place.
 * Blocks of 64 KiB, each: 12 bytes IV, 16 bytes tag, AES-256-GCM ciphertext. The key is derived from the file's id; a block is
 * bound to its number and to being the last one, so blocks cannot be swapped, dropped or taken from another file.
 */
const BLOCK = 64 * 1024;
const OVERHEAD = 28;

const keyOf = (id: string): Buffer => keyedHash("sealed-file", id);
const context = (id: string, block: number, last: boolean) => Buffer.from(`${id}:${block}:${last ? "last" : "more"}`);

function sealBlock(key: Buffer, id: string, block: number, last: boolean, plain: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(context(id, block, last));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function openBlock(key: Buffer, id: string, block: number, last: boolean, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(context(id, block, last));
  decipher.setAuthTag(sealed.subarray(12, OVERHEAD));
  return Buffer.concat([decipher.update(sealed.subarray(OVERHEAD)), decipher.final()]);
}

/** Writes `source` encrypted, block by block, and answers its size in plaintext bytes. `look` sees every piece and may throw: nothing is left then. */
export async function writeSealedFile(
  path: string,
  id: string,
  source: AsyncIterable<Uint8Array>,
  look: (piece: Buffer, sizeSoFar: number) => void,
): Promise<number> {
  const part = `${path}.part`;
  const file = await open(part, "wx", 0o600);
  try {
    const size = await writeBlocks(file, id, source, look);
    await file.sync();
    await file.close();
    await rename(part, path);
    return size;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

async function writeBlocks(
  file: FileHandle,
  id: string,
  source: AsyncIterable<Uint8Array>,
  look: (piece: Buffer, sizeSoFar: number) => void,
): Promise<number> {
  const key = keyOf(id);
  const waiting = Buffer.alloc(BLOCK);
  let held = 0;
  let block = 0;
  let size = 0;
  const flush = async (last: boolean) => {
    await file.write(sealBlock(key, id, block++, last, waiting.subarray(0, held)));
    held = 0;
  };
  for await (const bytes of source) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    size += piece.length;
    look(piece, size);
    for (let at = 0; at < piece.length; ) {
      if (held === BLOCK) await flush(false); // only when more follows: the last block is marked as such
      const taken = piece.copy(waiting, held, at, at + BLOCK - held);
      held += taken;
      at += taken;
    }
  }
  await flush(true);
  waiting.fill(0);
  return size;
}

export type SealedFile = {
  size: number;
  /** Up to `length` plaintext bytes from `offset`; fewer only at the end. Throws when a byte was changed. */
  read(offset: number, length: number): Promise<Buffer>;
  /** The plaintext from `offset` to `end`, in pieces of at most a block. */
  stream(offset?: number, end?: number): AsyncGenerator<Buffer>;
  close(): Promise<void>;
};

/** `size` is what writeSealedFile answered; a file of another length does not open. */
export async function openSealedFile(path: string, id: string, size: number): Promise<SealedFile> {
  const file = await open(path, "r");
  const key = keyOf(id);
  const lastBlock = Math.max(0, Math.ceil(size / BLOCK) - 1);
  let cached: { block: number; plain: Buffer } | null = null;

  async function blockAt(block: number): Promise<Buffer> {
    if (cached?.block === block) return cached.plain;
    const last = block === lastBlock;
    const length = OVERHEAD + (last ? size - lastBlock * BLOCK : BLOCK);
    const sealed = Buffer.alloc(length);
    const { bytesRead } = await file.read(sealed, 0, length, block * (BLOCK + OVERHEAD));
    if (bytesRead !== length) throw new Error(`sealed file ${id} is cut short`);
    const plain = openBlock(key, id, block, last, sealed);
    cached = { block, plain };
    return plain;
  }

  async function* stream(offset = 0, end = size): AsyncGenerator<Buffer> {
    for (let at = offset; at < Math.min(end, size); ) {
      const plain = await blockAt(Math.floor(at / BLOCK));
      const piece = plain.subarray(at % BLOCK, Math.min(plain.length, (at % BLOCK) + end - at));
      yield piece;
      at += piece.length;
    }
  }

  return {
    size,
    stream,
    async read(offset, length) {
      const pieces: Buffer[] = [];
      for await (const piece of stream(offset, offset + length)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    close: () => file.close(),
  };
}
