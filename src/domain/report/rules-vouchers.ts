/** Vouchers, claims, redemptions and the network. Each query lists what breaks its rule, in whole-table statements only. */
export const voucherRules: Record<string, string> = {
  "a finished batch holds as many vouchers as it says, and its rows add up": `
    SELECT b.id, b.no, b.imported_count, count(v.id) AS vouchers, b.row_count FROM batch b LEFT JOIN voucher v ON v.batch_id = b.id
    WHERE b.status IN ('DONE', 'CANCELLED') GROUP BY b.id HAVING b.imported_count <> count(v.id)
      OR (b.status = 'DONE' AND b.row_count <> b.imported_count + b.duplicate_count + b.refused_count)`,
  "an allotment's vouchers and what was recalled from it are what was bought": `
    WITH held AS (SELECT allotment_id, count(*) AS vouchers FROM voucher WHERE allotment_id IS NOT NULL GROUP BY 1),
      back AS (SELECT allotment_id, sum(quantity) AS recalled FROM recall GROUP BY 1)
    SELECT a.id, a.no, a.quantity, h.vouchers, b.recalled FROM allotment a LEFT JOIN held h ON h.allotment_id = a.id LEFT JOIN back b ON b.allotment_id = a.id
    WHERE a.quantity <> coalesce(h.vouchers, 0) + coalesce(b.recalled, 0)`,
  "a link holds no more vouchers than its quota": `
    SELECT l.id, l.no, l.quota, count(v.id) AS vouchers FROM claim_link l JOIN voucher v ON v.link_id = l.id
    GROUP BY l.id HAVING count(v.id) > l.quota`,
  "a voucher, its batch, allotment and link are of one product, and the link is of the allotment": `
    SELECT v.id FROM voucher v JOIN batch b ON b.id = v.batch_id LEFT JOIN allotment a ON a.id = v.allotment_id
    LEFT JOIN claim_link l ON l.id = v.link_id
    WHERE b.product_id <> v.product_id OR a.product_id <> v.product_id
      OR (l.id IS NOT NULL AND (l.allotment_id IS DISTINCT FROM v.allotment_id OR l.product_id <> v.product_id OR l.distributor_id <> a.distributor_id))`,
  "no code is in the system twice": `SELECT encode(code_index, 'hex') AS index FROM voucher GROUP BY code_index HAVING count(*) > 1`,
  "claimed and redeemed vouchers have their claim, stock and allotted ones have none": `
    SELECT v.id, v.status, c.id AS claim FROM voucher v LEFT JOIN claim c ON c.voucher_id = v.id
    WHERE (v.status IN ('CLAIMED', 'REDEEMED') AND c.id IS NULL) OR (v.status IN ('IN_STOCK', 'ALLOTTED') AND c.id IS NOT NULL)
      OR c.link_id <> v.link_id OR c.product_id <> v.product_id`,
  "redeemed vouchers have one redemption that stands, others have none": `
    SELECT v.id, v.status, count(r.id) AS standing FROM voucher v LEFT JOIN redemption r ON r.voucher_id = v.id AND r.reversed_at IS NULL
    GROUP BY v.id HAVING count(r.id) <> CASE v.status WHEN 'REDEEMED' THEN 1 ELSE 0 END`,
  "a redemption names its voucher's product, allotment and seller": `
    SELECT r.id FROM redemption r JOIN voucher v ON v.id = r.voucher_id JOIN allotment a ON a.id = r.allotment_id
    WHERE r.product_id <> v.product_id OR r.allotment_id IS DISTINCT FROM v.allotment_id OR r.distributor_id <> a.distributor_id`,
  "a voucher's events follow each other and end in its status": `
    WITH step AS (
      SELECT voucher_id, from_status, to_status, lag(to_status) OVER w AS before, lead(id) OVER w IS NULL AS last
      FROM voucher_event WHERE to_status IS NOT NULL WINDOW w AS (PARTITION BY voucher_id ORDER BY id))
    SELECT s.voucher_id, s.from_status, s.to_status, s.before, v.status FROM step s JOIN voucher v ON v.id = s.voucher_id
    WHERE s.from_status <> s.before OR (s.last AND s.to_status <> v.status)`,
  "the network is a forest: everybody is below somebody without an upline": `
    WITH RECURSIVE tree AS (
      SELECT id FROM distributor WHERE upline_id IS NULL
      UNION ALL SELECT d.id FROM tree JOIN distributor d ON d.upline_id = tree.id)
    SELECT id, name FROM distributor WHERE id NOT IN (SELECT id FROM tree)`,
};
