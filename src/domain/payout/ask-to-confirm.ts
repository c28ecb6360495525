import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { maskPhone } from "#domain/person/rules.ts";
import type { TxCtx } from "#lib/context.ts";
import { env } from "#lib/env.ts";
import { formatYuan } from "#lib/money.ts";
import { readMobile } from "#lib/phone.ts";
import { inZone } from "#lib/time.ts";
import { documentNo } from "./book-payout.ts";
import type { LockedItem } from "./lock-item.ts";

/** The payee must confirm: by mail and, where we have a mobile number, by SMS. The link leads to a page behind his sign-in. */
export async function askToConfirm(tx: TxCtx, item: LockedItem, attemptId: string, confirmBy: Date): Promise<void> {
  const { id, distributorId } = item;
  const amount = formatYuan(item.amountMinor);
  const until = clock(confirmBy);
  const link = `${env().APP_URL}/distributor/payouts/${id}`;
  const params = { no: await documentNo(tx.db, item), amount, until };
  const dedupeKey = `payout.confirm:${attemptId}`;
  await mailDistributors(tx, "payout.confirm", [{ distributorId, params, secrets: { link }, dedupeKey }]);
  const { phone, users } = await tx.db.distributor.findUniqueOrThrow({
    where: { id: distributorId },
    select: { phone: true, users: { select: { locale: true }, orderBy: { id: "asc" }, take: 1 } },
  });
  const mobile = readMobile(phone);
  if (!mobile) return;
  await enqueueMessage(tx, {
    template: "payout.confirmSms",
    to: maskPhone(mobile.national),
    locale: users[0]?.locale ?? "zh-CN",
    params: { amount, until },
    secrets: { phone: mobile.e164 },
    dedupeKey: `payout.confirmSms:${attemptId}`,
  });
}

/** "11-23 14:05": when, in Asia/Shanghai, without a locale. */
function clock(at: Date): string {
  const z = inZone(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(z.getMonth() + 1)}-${two(z.getDate())} ${two(z.getHours())}:${two(z.getMinutes())}`;
}
