import { analyse } from "chardet";

export type Encoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

/** What a file is by its bytes, whatever its name says. */
export type FileKind = "text" | "zip" | "old-excel" | "binary" | "empty";
export type Sniffed = {
  kind: FileKind;
  encoding: Encoding;
  /** False when another encoding is as likely: a person should look at the preview. */
  certain: boolean;
  validUtf8: boolean;
  ascii: boolean;
};

const SAMPLE = 256 * 1024;
const binaryStarts = ["25504446", "89504e47", "ffd8ff", "47494638", "1f8b", "52617221", "377abcaf271c", "7f454c46", "4d5a9000"];

/** Looks at every byte of a file as it streams by, so that nothing is decided from its first page alone. */
export class ByteSniffer {
  #head = Buffer.alloc(0);
  #size = 0;
  #ascii = true;
  #validUtf8 = true;
  #nul = [0, 0]; // at even and odd places
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true });

  push(piece: Buffer): void {
    if (this.#head.length < SAMPLE) this.#head = Buffer.concat([this.#head, piece.subarray(0, SAMPLE - this.#head.length)]);
    this.#countNul(piece);
    if (this.#ascii) this.#ascii = isAscii(piece);
    if (this.#validUtf8) this.#decode(piece);
    this.#size += piece.length;
  }

  /** Known from the first bytes: lets an upload of the wrong kind end at once. */
  kind(): FileKind {
    const hex = this.#head.subarray(0, 8).toString("hex");
    if (this.#head.length === 0) return "empty";
    if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) return "zip";
    if (hex.startsWith("d0cf11e0")) return "old-excel";
    return binaryStarts.some((start) => hex.startsWith(start)) ? "binary" : "text";
  }

  result(): Sniffed {
    if (this.#validUtf8) this.#finish();
    const found = { kind: this.kind(), validUtf8: this.#validUtf8, ascii: this.#ascii };
    const wide = this.#wide();
    if (wide) return { ...found, encoding: wide.encoding, certain: wide.certain };
    if (found.kind === "text" && this.#nul[0]! + this.#nul[1]! > 0) found.kind = "binary";
    if (this.#validUtf8) return { ...found, encoding: "utf-8", certain: true };
    const guess = analyse(this.#head)[0];
    return { ...found, encoding: "gb18030", certain: /^(GB18030|GBK|GB2312)$/i.test(guess?.name ?? "") };
  }

  /** UTF-16 by its mark; without one by every second byte being zero, as in a table of mostly Latin codes. */
  #wide(): { encoding: Encoding; certain: boolean } | null {
    const [a, b] = this.#head;
    if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", certain: true };
    if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", certain: true };
    const [even, odd] = this.#nul as [number, number];
    if (odd > this.#size / 5 && even < odd / 10) return { encoding: "utf-16le", certain: false };
    if (even > this.#size / 5 && odd < even / 10) return { encoding: "utf-16be", certain: false };
    return null;
  }

  #countNul(piece: Buffer): void {
    for (let at = piece.indexOf(0); at >= 0; at = piece.indexOf(0, at + 1)) this.#nul[(this.#size + at) % 2]! += 1;
  }

  #decode(piece: Buffer): void {
    try {
      this.#utf8.decode(piece, { stream: true });
    } catch {
      this.#validUtf8 = false;
    }
  }

  #finish(): void {
    try {
      this.#utf8.decode();
    } catch {
      this.#validUtf8 = false;
    }
  }
}

function isAscii(piece: Buffer): boolean {
  for (let i = 0; i < piece.length; i++) if (piece[i]! > 0x7f) return false;
  return true;
}
