import { createWriteStream } from "node:fs";
import path from "node:path";
import { buyAllotment } from "#domain/allotment/buy-allotment.ts";
import { previewImport } from "#domain/batch/preview-import.ts";
import { runImport } from "#domain/batch/run-import.ts";
import { startImport } from "#domain/batch/start-import.ts";
import { uploadImport } from "#domain/batch/upload-import.ts";
import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import { createLink } from "#domain/link/create-link.ts";
import { deriveToken } from "#domain/link/derive-token.ts";
import { deviceIds } from "#domain/person/rules.ts";
import { redeemAtStore } from "#domain/redemption/redeem-at-store.ts";
import { redeemByConsumer } from "#domain/redemption/redeem-by-consumer.ts";
import { exportVouchers } from "#domain/voucher/export-vouchers.ts";
import { findVoucherByCode } from "#domain/voucher/find-voucher.ts";
import { revealVoucher } from "#domain/voucher/reveal-voucher.ts";
import type { DistributorActor, MerchantActor, StaffActor } from "#lib/context.ts";
import { tokenHash } from "#lib/crypto.ts";
import { createDb } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";

/** Lives one batch of known codes through the whole product, with the log wide open. Started by canary.test.ts, which then searches. */
const input = JSON.parse(process.argv[2]!) as {
  url: string;
  folder: string;
  codes: string[];
  staff: StaffActor;
  seller: DistributorActor;
  merchant: MerchantActor;
  productId: string;
};
const db = createDb(input.url);
const at = <A>(actor: A) => ({ db, actor, now: new Date() });
const staff = at(input.staff);

async function importCodes(): Promise<void> {
  const bytes = Buffer.from(["卡密,说明", ...input.codes.map((code) => `${code},影视`), `${input.codes[0]},重复`].join("\n"));
  async function* body() {
    yield bytes;
  }
  const { id } = await uploadImport(staff, { productId: input.productId, name: "codes.csv", body: body() });
  const preview = await previewImport(staff, { id });
  log.info({ preview }, "preview"); // what the screen is told; a masked code is all right, a code is not
  await startImport(staff, { id, columns: preview.columns });
  await runImport(staff, { importId: id });
}

async function claimAndRedeem(token: string, index: number): Promise<string> {
  const hash = new Uint8Array(tokenHash(`canary ${index}`));
  const { deviceId, ownPersonId } = deviceIds(hash);
  const device = { kind: "device" as const, deviceId, tokenHash: hash, personIds: [ownPersonId] };
  const { voucherId } = await claimVoucher(at(device), { token, slot: 1 });
  const { code } = await redeemByConsumer(at(device), { voucherId });
  log.info({ revealed: { secret: code, text: String(code) } }, "shown to its owner");
  return code.expose();
}

async function exportAll(): Promise<void> {
  const file = createWriteStream(path.join(input.folder, "export.txt"));
  for await (const page of await exportVouchers(staff, {})) file.write(JSON.stringify(page, plain));
  await new Promise<void>((resolve) => file.end(resolve));
}
const plain = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

/** What goes wrong is logged as the doors log it. */
async function failLoudly(code: string): Promise<void> {
  const tries = [
    () => redeemAtStore(at(input.merchant), { code, scanned: false }),
    () => findVoucherByCode(staff, { code: `${code}X` }),
    () => db.$queryRaw`SELECT ${code}::int`,
  ];
  for (const run of tries) await run().catch((err) => log.error({ err, body: { code } }, "failed"));
}

await importCodes();
const bought = await buyAllotment(at(input.seller), { productId: input.productId, quantity: 900, requestKey: newId() });
const link = await createLink(at(input.seller), { allotmentId: bought.id, quota: 800, requestKey: newId() });
const shown: string[] = [];
for (let i = 0; i < 60; i++) shown.push(await claimAndRedeem(deriveToken(link.id), i));
const { id } = await findVoucherByCode(staff, { code: input.codes[999]! });
shown.push((await revealVoucher(staff, { id, reason: "核对" })).code.expose());
await failLoudly(input.codes[500]!);
await exportAll();
await db.$disconnect();
// Only the number of right answers leaves this process.
process.stdout.write(`\nright ${shown.filter((code) => input.codes.includes(code)).length}\n`);
process.exit(0);
