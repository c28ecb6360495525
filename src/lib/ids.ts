import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(16 * 256);
let spent = pool.length;
let last = { now: 0, seq: 0 };

/** UUIDv7 (RFC 9562 §5.7, §6.2): milliseconds, a counter within one of them, random bits: one process's ids sort as they were made. */
export function newId(now: number = Date.now()): string {
  if (spent === pool.length) {
    randomFillSync(pool); // 256 ids at a time: asking the system for each is what an id costs
    spent = 0;
  }
  const bytes = pool.subarray(spent, spent + 16);
  spent += 16;
  const start = bytes.readUInt16BE(6) & 0x3ff; // leaves three quarters of the counter's range to count in
  last = { now, seq: now === last.now ? Math.min(last.seq + 1, 0xfff) : start };
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt16BE(0x7000 | last.seq, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** True for the shape of an id: text from an address must be checked before it reaches a query, or the database complains. */
export const isId = (text: unknown): text is string =>
  typeof text === "string" && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
