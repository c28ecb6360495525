import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { everyPage, keysetPage } from "#lib/page.ts";
import { type VoucherRow, voucherColumns, whereVoucher } from "./queries.ts";
import { type VoucherFilter, voucherFilter } from "./schema.ts";

const PAGE = 2_000;

/** What the filters show, newest first, a page at a time: never with a code, never whole in memory. The trace is written first. */
export async function exportVouchers(ctx: Ctx, input: VoucherFilter): Promise<AsyncGenerator<VoucherRow[]>> {
  authorize(ctx, "voucher:export");
  const filter = voucherFilter.parse(input);
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, { action: "voucher.export", subject: { type: "voucher", id: "many" }, after: filter }),
  );
  return everyPage(async (after) => {
    const rows = await ctx.db.voucher.findMany({
      where: { AND: [whereVoucher(filter), after ? { id: { lt: after } } : {}] },
      select: voucherColumns,
      orderBy: { id: "desc" },
      take: PAGE + 1,
    });
    return keysetPage(rows, PAGE);
  });
}
