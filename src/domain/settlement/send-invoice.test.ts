import { expect } from "vitest";
import { openDispute } from "#domain/dispute/open-dispute.ts";
import { changeTax } from "#domain/distributor/change-tax.ts";
import { type Db, Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { makeEarned, makeNetwork } from "#test/redeemed.ts";
import { acceptInvoice } from "./accept-invoice.ts";
import { listInvoices, listStatementInvoices, openInvoiceFile, waitsForInvoice } from "./queries-invoice.ts";
import { rejectInvoice } from "./reject-invoice.ts";
import { sendInvoice } from "./send-invoice.ts";
import { settleDue } from "./settle-due.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);

/** A company's statement of two lines, and a file he sent. */
async function settled(db: Db, date: string) {
  const network = await makeNetwork(db);
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
  const facts = { taxKind: "COMPANY" as const, taxId: "91310000MA1K3ABC9Q", reason: "营业执照已核对" };
  await changeTax(finance, { id: network.seller.id, ...facts });
  await makeEarned(db, network, 2, day(date));
  await settleDue(systemCtx(db, new Date(day(date).getTime() + 86_400_000)));
  const statement = await db.statement.findFirstOrThrow({
    where: { distributorId: network.seller.id },
    include: { commissions: true },
  });
  const own = ctxOf(db, network.seller.actor);
  const fileId = newId();
  const file = {
    name: "发票.pdf",
    mime: "application/pdf",
    size: 9,
    storageKey: `aa/${fileId}.pdf`,
    visibility: "STAFF" as const,
  };
  await db.storedFile.create({ data: { id: fileId, ...file, ownerId: own.actor.id } });
  return { network, statement, own, finance, input: { statementId: statement.id, number: "25312000000012345678", fileId } };
}
const waits = async (db: Db, id: string, required = true) => {
  const [row] = await db.$queryRaw<{ waits: boolean }[]>`
    SELECT ${waitsForInvoice(Prisma.sql`s`, required)} AS waits FROM statement s WHERE s.id = ${id}::uuid`;
  return row!.waits;
};

test("a company sends its invoice, finance checks it, and only then the statement may be paid", async ({ db }) => {
  const { network, statement, own, finance, input } = await settled(db, "2026-03-01");
  expect(await db.distributor.findUniqueOrThrow({ where: { id: network.seller.id } })).toMatchObject({
    ...{ taxKind: "COMPANY", taxIdMasked: "9131**********BC9Q" },
  });
  expect([await waits(db, statement.id), await waits(db, statement.id, false)]).toEqual([true, false]);
  const { id } = await sendInvoice(own, input);
  await expect(sendInvoice(own, input)).rejects.toMatchObject({ code: "DUPLICATE" });
  expect(await waits(db, statement.id)).toBe(true);
  await acceptInvoice(finance, { id });
  await expect(acceptInvoice(finance, { id })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await waits(db, statement.id)).toBe(false);
  expect((await listInvoices(finance, { status: "ACCEPTED" })).items).toMatchObject([{ id, grossMinor: 250n, sameNumber: 0 }]);
});

test("a returned invoice is replaced by another; a statement that changed needs a new one", async ({ db }) => {
  const { network, statement, own, finance, input } = await settled(db, "2026-03-03");
  const first = await sendInvoice(own, input);
  await rejectInvoice(finance, { id: first.id, reason: "抬头不对" });
  expect(await db.message.count({ where: { template: "invoice.rejected", recipient: network.seller.email } })).toBe(1);
  const second = await sendInvoice(own, { ...input, number: "25312000000099999999" });
  await acceptInvoice(finance, { id: second.id });
  await openDispute(own, { statementId: statement.id, commissionId: statement.commissions[0]!.id, text: "这笔不对" });
  expect(await waits(db, statement.id)).toBe(true);
  expect((await listStatementInvoices(own, statement.id)).map((row) => row.status)).toEqual(["REJECTED", "REJECTED"]);
  await sendInvoice(own, { ...input, number: "25312000000077777777" });
});

test("only his own, only a company's, only his own file, and only finance decides", async ({ db }) => {
  const { network, statement, own, input } = await settled(db, "2026-03-05");
  const person = ctxOf(db, network.middle.actor);
  const his = await db.statement.findFirstOrThrow({ where: { distributorId: network.middle.id } });
  await expect(sendInvoice(person, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(sendInvoice(person, { ...input, statementId: his.id })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(sendInvoice(own, { ...input, fileId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { id } = await sendInvoice(own, input);
  for (const role of ["MANAGER", "SUPPORT", "AUDITOR"] as const) {
    const ctx = ctxOf(db, await makeStaff(db, role));
    expect(() => acceptInvoice(ctx, { id })).toThrow("FORBIDDEN");
    expect(() => rejectInvoice(ctx, { id, reason: "不对" })).toThrow("FORBIDDEN");
    expect(() => changeTax(ctx, { id: network.seller.id, taxKind: "PERSON", reason: "改回" })).toThrow("FORBIDDEN");
  }
  expect(await listStatementInvoices(person, statement.id)).toEqual([]);
  await expect(openInvoiceFile(person, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.auditEntry.count({ where: { action: "distributor.changeTax", subjectId: network.seller.id } })).toBe(1);
});
