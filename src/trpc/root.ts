import { adjustmentRouter } from "./adjustment.ts";
import { allotmentRouter } from "./allotment.ts";
import { applicationRouter } from "./application.ts";
import { auditRouter } from "./audit.ts";
import { batchRouter } from "./batch.ts";
import { calendarRouter } from "./calendar.ts";
import { claimRouter } from "./claim.ts";
import { commissionRouter } from "./commission.ts";
import { disputeRouter } from "./dispute.ts";
import { distributorRouter } from "./distributor.ts";
import { incidentRouter } from "./incident.ts";
import { router } from "./init.ts";
import { invoiceRouter } from "./invoice.ts";
import { levelRouter } from "./level.ts";
import { linkRouter } from "./link.ts";
import { merchantRouter } from "./merchant.ts";
import { messageRouter } from "./message.ts";
import { payeeRouter } from "./payee.ts";
import { paymentRouter } from "./payment.ts";
import { payoutRouter } from "./payout.ts";
import { productRouter } from "./product.ts";
import { reconciliationRouter } from "./reconciliation.ts";
import { redemptionRouter } from "./redemption.ts";
import { reportRouter } from "./report.ts";
import { settingRouter } from "./setting.ts";
import { settlementRouter } from "./settlement.ts";
import { topupRouter } from "./topup.ts";
import { userRouter } from "./user.ts";
import { voucherRouter } from "./voucher.ts";
import { withdrawalRouter } from "./withdrawal.ts";

export const appRouter = router({
  user: userRouter,
  setting: settingRouter,
  audit: auditRouter,
  calendar: calendarRouter,
  message: messageRouter,
  level: levelRouter,
  product: productRouter,
  batch: batchRouter,
  voucher: voucherRouter,
  distributor: distributorRouter,
  application: applicationRouter,
  topup: topupRouter,
  payment: paymentRouter,
  payee: payeeRouter,
  allotment: allotmentRouter,
  link: linkRouter,
  claim: claimRouter,
  merchant: merchantRouter,
  redemption: redemptionRouter,
  commission: commissionRouter,
  adjustment: adjustmentRouter,
  settlement: settlementRouter,
  dispute: disputeRouter,
  invoice: invoiceRouter,
  withdrawal: withdrawalRouter,
  payout: payoutRouter,
  incident: incidentRouter,
  reconciliation: reconciliationRouter,
  report: reportRouter,
});

export type AppRouter = typeof appRouter;
