import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

/** Just enough DER to write a self-signed certificate. */
const length = (size: number): Buffer => {
  if (size < 128) return Buffer.from([size]);
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
};
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), length(body.length), body]);
};
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const attribute = (type: string, value: string) => der(0x31, sequence(oid(type), der(0x0c, Buffer.from(value))));
const time = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));

const sha256WithRsa = sequence(oid("2a864886f70d01010b"), der(0x05));
const name = (common: string) =>
  sequence(attribute("550406", "CN"), attribute("55040a", "Fake Alipay"), attribute("550403", common));

export type FakeIdentity = { certificate: string; privateKey: KeyObject; publicKey: KeyObject };

/** A key and a certificate of it, good for ten years from 2026 on. */
export function makeIdentity(common: string): FakeIdentity {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const serial = Buffer.concat([Buffer.from([0x41]), randomBytes(15)]);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    sha256WithRsa,
    name(common),
    sequence(time(new Date("2026-01-01T00:00:00Z")), time(new Date("2036-01-01T00:00:00Z"))),
    name(common),
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = createSign("RSA-SHA256").update(body).sign(privateKey);
  const bytes = sequence(body, sha256WithRsa, der(0x03, Buffer.from([0]), signature));
  const lines = bytes
    .toString("base64")
    .replace(/(.{64})/g, "$1\n")
    .trimEnd();
  return { certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, privateKey, publicKey };
}
