import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessages } from "#domain/message/enqueue-message.ts";
import { unsealPhone } from "#domain/person/read-person-phone.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { plusDays } from "#lib/time.ts";
import { reminderKey } from "./rules.ts";

const MOST = 1_000;

type Group = {
  personId: string;
  productId: string;
  product: string;
  day: string;
  count: number;
  sealed: Uint8Array;
  masked: string | null;
  locale: string;
};

/**
 * One SMS to each person, in his language, for what of one product ends on one day, some days before. The key makes it once,
 * however often, late or concurrently this runs. Somebody who claimed in the last hours has just read the date.
 */
export async function remindExpiring(ctx: Ctx): Promise<{ reminded: number; more: boolean }> {
  authorize(ctx, "cron:run");
  const { reminderDays } = await getSettings(ctx);
  const groups = await ctx.db.$queryRaw<Group[]>`
    SELECT * FROM (
      SELECT c.person_id::text AS "personId", v.product_id::text AS "productId", p.name AS product,
        to_char(v.expires_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, count(*)::int AS count,
        (array_agg(per.phone_sealed))[1] AS sealed, min(per.phone_masked) AS masked, min(per.locale) AS locale
      FROM voucher v JOIN claim c ON c.voucher_id = v.id JOIN person per ON per.id = c.person_id JOIN product p ON p.id = v.product_id
      WHERE v.status = 'CLAIMED' AND v.expires_at > ${ctx.now} AND v.expires_at <= ${plusDays(ctx.now, reminderDays)}
        AND v.claimed_at <= ${ctx.now}::timestamptz - interval '12 hours' AND per.phone_sealed IS NOT NULL
      GROUP BY 1, 2, 3, 4) due
    WHERE NOT EXISTS (SELECT 1 FROM message m
      WHERE m.dedupe_key = 'voucher.expiring:' || due."personId" || ':' || due."productId" || ':' || due.day)
    LIMIT ${MOST}`;
  if (groups.length === 0) return { reminded: 0, more: false };
  const reminded = await inTransaction(ctx, async (tx) => {
    const count = await enqueueMessages(
      tx,
      groups.map(({ personId, productId, product, day, count, sealed, masked, locale }) => ({
        template: "voucher.expiring" as const,
        to: masked ?? "",
        locale,
        params: { product, date: day, count },
        secrets: { phone: unsealPhone(personId, sealed) },
        dedupeKey: reminderKey(personId, productId, day),
      })),
    );
    if (count > 0)
      await recordAudit(tx, { action: "voucher.remind", subject: { type: "voucher", id: "expiring" }, after: { count } });
    return count;
  });
  return { reminded, more: groups.length === MOST };
}
