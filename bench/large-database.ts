import type pg from "pg";

/**
 * A database as a few busy months leave it: a million vouchers with their events, claims and redemptions, and the million ledger entries
 * that bought, earned, settled and paid them, every document with its posting. Written in whole-table statements behind the triggers; that
 * nothing is wrong in it is what `npm run check` then proves. `share` 0.1 makes a tenth of it.
 */
export async function makeLarge(client: pg.Client, share = 1): Promise<void> {
  const vouchers = Math.round(1000 * share) * 1000;
  const size = {
    vouchers,
    batches: vouchers / 500,
    allotments: (vouchers / 500) * 0.7,
    linked: (vouchers / 500) * 0.6 * 0.5,
    redeemed: vouchers / 5,
    sellers: Math.max(100, Math.round(1000 * share)),
    topups: Math.round(30_000 * share),
    withdrawals: Math.round(20_000 * share),
  };
  await client.query("SET session_replication_role = replica");
  await client.query("SET work_mem = '256MB'");
  await client.query("SET maintenance_work_mem = '256MB'");
  for (const statement of [...network(size), ...stock(size), ...money(size), ...books]) await client.query(statement);
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM ANALYZE");
}

type Size = {
  vouchers: number;
  batches: number;
  allotments: number;
  linked: number;
  redeemed: number;
  sellers: number;
  topups: number;
  withdrawals: number;
};

/** Ids that sort as they were made, as the product's do: a letter for the table, then the number. */
const id = (table: string, n: string) => `('${table}0000000-0000-7000-8000-' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;
const account = (kind: string, owner?: string) => `md5('${kind}|' || ${owner ? `(${owner})` : "''"} || '|CNY')::uuid`;
/** Spread over ninety days before the second of July 2026, in the order of n. */
const at = (n: string, of: number, fromDay = 0) =>
  `timestamptz '2026-04-03 00:00+08' + interval '1 day' * ${fromDay} + interval '1 second' * ((${n})::float8 * ${(90 - fromDay) * 86_000} / ${of})`;
const seller = (n: string, { sellers }: Size) => id("d", `(${n}) % ${sellers}`);
const series = (to: number) => `generate_series(0, ${to - 1}) AS s(n)`;

function network(size: Size): string[] {
  return [
    `INSERT INTO level (id, name, rank) VALUES (${id("1", "0")}, 'bench', 900)`,
    `INSERT INTO category (id, name, position) VALUES (${id("2", "0")}, 'bench', 900)`,
    `INSERT INTO product (id, name, category_id, face_value_minor, cost_minor, retail_price_minor, price_floor_minor, validity_kind, valid_days, fulfilment, per_person_limit,
       low_stock_at, on_sale, updated_at)
     SELECT ${id("3", "n")}, 'bench ' || n, ${id("2", "0")}, 2500, 1500, 2500, 1600, 'DAYS_AFTER_CLAIM', 30, 'CODE', 10, 0, true, now() FROM ${series(20)}`,
    `INSERT INTO distributor (id, name, phone, email, region, channel_kind, level_id, invite_code)
     SELECT ${id("d", "n")}, 'bench ' || n, '', 'bench' || n || '@example.com', '', 'ONLINE', ${id("1", "0")}, 'BENCH' || n FROM ${series(size.sellers)}`,
    `INSERT INTO ledger_account (id, kind, owner_id, currency) SELECT ${account("' || k || '", "o.id")}, k::"LedgerAccountKind", o.id, 'CNY'
     FROM distributor o, unnest(ARRAY['PREPAID', 'COMMISSION_FROZEN', 'COMMISSION_PAYABLE', 'OUTGOING', 'RECEIVABLE']) k WHERE o.name LIKE 'bench %'`,
    `INSERT INTO payee_account (id, distributor_id, kind, holder_name, number_sealed, number_masked, number_hash, status, usable_from, added_by_id, created_at)
     SELECT ${id("4", "n")}, ${id("d", "n")}, 'ALIPAY', 'bench', '\\x00', '***', sha256(n::text::bytea), 'ACTIVE', now(), ${id("d", "n")}, now() FROM ${series(size.sellers)}`,
  ];
}

function stock(size: Size): string[] {
  const batch = "n / 500";
  const status = `CASE WHEN n < ${size.redeemed} THEN 'REDEEMED' WHEN n < ${size.linked * 1000} THEN 'CLAIMED' WHEN n < ${size.allotments * 500} THEN 'ALLOTTED' ELSE 'IN_STOCK' END`;
  const redeemedAt = at("n", size.redeemed, 10);
  const event = (kind: string, from: string, to: string, when: string, count: number, link: boolean) =>
    `INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, allotment_id, link_id)
     SELECT ${id("a", "n")}, ${when}, '${kind}', '${from}', '${to}', 'bench', ${id("7", batch)}, ${link ? id("8", batch) : "NULL"} FROM ${series(count)}`;
  return [
    `INSERT INTO batch (id, product_id, source, status, wrapped_key, master_key_id, row_count, imported_count)
     SELECT ${id("6", "n")}, ${id("3", "n % 20")}, 'GENERATED', 'DONE', '\\x00', 'bench', 500, 500 FROM ${series(size.batches)}`,
    `INSERT INTO allotment (id, distributor_id, product_id, quantity, unit_price_minor, total_minor, request_key, created_at)
     SELECT ${id("7", "n")}, ${seller("n", size)}, ${id("3", "n % 20")}, 500, 2000, 1000000, 'bench' || n, ${at("n", size.allotments, 5)} FROM ${series(size.allotments)}`,
    `INSERT INTO claim_link (id, token_hash, allotment_id, distributor_id, product_id, quota, per_person_limit, phone_check, request_key)
     SELECT ${id("8", "n")}, sha256(n::text::bytea), ${id("7", "n")}, ${seller("n", size)}, ${id("3", "n % 20")}, 500, 1, false, 'bench' || n
     FROM ${series(size.linked * 2)}`,
    `INSERT INTO voucher (id, batch_id, product_id, allotment_id, link_id, status, code_sealed, code_index, claimed_at, redeemed_at)
     SELECT ${id("a", "n")}, ${id("6", batch)}, ${id("3", `(${batch}) % 20`)}, CASE WHEN n < ${size.allotments * 500} THEN ${id("7", batch)} END,
       CASE WHEN n < ${size.linked * 1000} THEN ${id("8", batch)} END, (${status})::"VoucherStatus", decode(repeat(md5(n::text), 3), 'hex'), sha256(('code' || n)::bytea),
       CASE WHEN n < ${size.linked * 1000} THEN ${at("n", size.vouchers, 8)} END, CASE WHEN n < ${size.redeemed} THEN ${redeemedAt} END
     FROM ${series(size.vouchers)}`,
    event("ALLOTTED", "IN_STOCK", "ALLOTTED", at("n", size.vouchers, 5), size.allotments * 500, false),
    event("CLAIMED", "ALLOTTED", "CLAIMED", at("n", size.vouchers, 8), size.linked * 1000, true),
    event("REDEEMED", "CLAIMED", "REDEEMED", redeemedAt, size.redeemed, true),
    `INSERT INTO person (id) SELECT ${id("9", "n")} FROM ${series(size.linked * 1000)}`,
    `INSERT INTO claim (id, link_id, product_id, person_id, slot, product_slot, voucher_id, created_at)
     SELECT ${id("b", "n")}, ${id("8", batch)}, ${id("3", `(${batch}) % 20`)}, ${id("9", "n")}, 1, 1, ${id("a", "n")}, ${at("n", size.vouchers, 8)}
     FROM ${series(size.linked * 1000)}`,
    `INSERT INTO redemption (id, voucher_id, product_id, allotment_id, distributor_id, person_id, method, retail_price_minor, purchase_price_minor, actor_kind, created_at)
     SELECT ${id("c", "n")}, ${id("a", "n")}, ${id("3", `(${batch}) % 20`)}, ${id("7", batch)}, ${seller(batch, size)}, ${id("9", "n")}, 'CODE_REVEALED', 2500, 2000, 'bench',
       ${redeemedAt} FROM ${series(size.redeemed)}`,
  ];
}

function money(size: Size): string[] {
  const half = size.redeemed / 2;
  const staff = [id("f", "1"), id("f", "2")];
  return [
    `INSERT INTO commission_rule (id, name, base, kind, pool, updated_at) VALUES (${id("e", "0")}, 'bench', 'RETAIL', 'RATE', 1000, now())`,
    `INSERT INTO settlement (id, period_key, cycle, period_from, period_to, finished_at) VALUES (${id("e", "1")}, 'bench', 'T1', now(), now(), now())`,
    `INSERT INTO commission (id, redemption_id, distributor_id, rule_id, depth, base_minor, kind, value, amount_minor, status, due_at, statement_id, created_at)
     SELECT ${id("e", "n * 8 + depth")}, ${id("c", "n")}, ${seller("n / 500 + depth", size)}, ${id("e", "0")}, depth, 2500, 'RATE', share, 25 * share / 100,
       (CASE WHEN n < ${half} THEN 'PAYABLE' ELSE 'FROZEN' END)::"CommissionStatus", ${at("n", size.redeemed, 10)},
       CASE WHEN n < ${half} THEN ${id("5", `(n / 500 + depth) % ${size.sellers}`)} END, ${at("n", size.redeemed, 10)}
     FROM ${series(size.redeemed)}, (VALUES (1, 500), (2, 300), (3, 200)) AS r(depth, share)`,
    `INSERT INTO statement (id, settlement_id, distributor_id, total_minor, line_count, net_minor, closing_minor, status, created_at)
     SELECT statement_id, ${id("e", "1")}, distributor_id, sum(amount_minor), count(*), sum(amount_minor), sum(amount_minor), 'PAYABLE', timestamptz '2026-07-01 02:00+08'
     FROM commission WHERE statement_id IS NOT NULL GROUP BY 1, 3`,
    `INSERT INTO top_up (id, distributor_id, amount_minor, method, bank_reference, payment_id, status, recorded_by_id, decided_by_id, decided_at, created_at)
     SELECT ${id("7", "100000000 + n")}, ${seller("n", size)}, 100000, (CASE n % 2 WHEN 0 THEN 'BANK' ELSE 'ALIPAY' END)::"TopUpMethod", 'BENCH' || n,
       CASE n % 2 WHEN 1 THEN ${id("b", "100000000 + n")} END, 'CONFIRMED', ${staff[0]}, ${staff[1]}, ${at("n", size.topups * 2)}, ${at("n", size.topups * 2)} FROM ${series(size.topups * 2)}`,
    `INSERT INTO payment (id, provider, method, purpose, subject_id, distributor_id, amount_minor, out_no, state, fee_minor, expires_at, paid_at, created_at)
     SELECT payment_id, 'ALIPAY', 'ALIPAY_PAGE', 'TOPUP', id, distributor_id, amount_minor, bank_reference, 'PAID', 600, created_at, created_at, created_at
     FROM top_up WHERE method = 'ALIPAY' AND bank_reference LIKE 'BENCH%'`,
    `INSERT INTO withdrawal (id, distributor_id, amount_minor, status, requested_by_id, decided_by_id, decided_at, paid_at, created_at)
     SELECT ${id("8", "100000000 + n")}, ${seller("n", size)}, 1000, 'PAID', ${seller("n", size)}, ${staff[1]}, ${at("n", size.withdrawals, 60)},
       ${at("n", size.withdrawals, 60)}, ${at("n", size.withdrawals, 60)} FROM ${series(size.withdrawals)}`,
    `INSERT INTO payout_batch (id, provider, status, item_count, total_minor, prepared_by_id, prepared_at, decided_by_id, decided_at, done_at)
     SELECT ${id("9", "100000000")}, 'ALIPAY', 'DONE', count(*), sum(amount_minor), ${staff[0]}, now(), ${staff[1]}, now(), now() FROM withdrawal WHERE decided_by_id = ${staff[1]}`,
    `INSERT INTO payout_item (id, batch_id, distributor_id, withdrawal_id, payee_account_id, amount_minor, status, paid_at, created_at, updated_at)
     SELECT ${id("a", "100000000 + n")}, ${id("9", "100000000")}, ${seller("n", size)}, ${id("8", "100000000 + n")}, ${id("4", `n % ${size.sellers}`)}, 1000, 'PAID',
       now(), now(), now() FROM ${series(size.withdrawals)}`,
    `INSERT INTO payout_attempt (id, item_id, turn, provider, out_no, payee_account_id, amount_minor, body_hash, state, created_at, sent_at, resolved_at)
     SELECT ${id("b", "200000000 + n")}, ${id("a", "100000000 + n")}, 1, 'ALIPAY', 'TBENCH' || n, ${id("4", `n % ${size.sellers}`)}, 1000, '\\x00', 'PAID',
       ${at("n", size.withdrawals, 60)}, now(), ${at("n", size.withdrawals, 60)} FROM ${series(size.withdrawals)}`,
    `INSERT INTO payout_evidence (id, attempt_id, kind, from_state, to_state, details, at)
     SELECT ${id("c", "200000000 + n")}, ${id("b", "200000000 + n")}, 'REPLY', 'INTENT', 'PAID', '{}', now() FROM ${series(size.withdrawals)}`,
    `INSERT INTO provider_statement (id, provider, day, source, sha256, file_name, line_count, covers, created_at)
     SELECT ${id("d", "100000000")}, 'ALIPAY', '2026-07-01', 'UPLOAD', '\\x01', 'bench', count(*), '{PAYMENT}', now() FROM payment WHERE out_no LIKE 'BENCH%'`,
    `INSERT INTO provider_statement_line (id, statement_id, provider, line_id, kind, out_no, amount_minor, fee_minor, at, outcome, matched_type, matched_id)
     SELECT gen_random_uuid(), ${id("d", "100000000")}, 'ALIPAY', out_no, 'PAYMENT', out_no, amount_minor, fee_minor, paid_at, 'MATCHED', 'payment', id
     FROM payment WHERE out_no LIKE 'BENCH%'`,
  ];
}

const posting = (kind: string, reference: string, when: string, from: string, ...lines: [string, string][]) =>
  `INSERT INTO bench_line SELECT '${kind}', (${reference})::text, ${when}, l.account, l.minor FROM ${from}, LATERAL (VALUES ${lines
    .map(([to, minor], pos) => `(${pos}, ${to}, (${minor})::bigint)`)
    .join(", ")}) AS l(pos, account, minor) WHERE l.minor <> 0`;

/** The books of all that: gathered as lines, then put in the order of time with every owner's running balance. */
const books = [
  "CREATE TEMP TABLE bench_line (kind text, reference text, at timestamptz, account uuid, minor bigint)",
  posting(
    "topup",
    "u.id",
    "u.decided_at",
    "top_up u",
    [
      `CASE u.method WHEN 'BANK' THEN ${account("BANK")} ELSE ${account("CASH_ALIPAY")} END`,
      "CASE u.method WHEN 'BANK' THEN 100000 ELSE 99400 END",
    ],
    [account("FEES"), "CASE u.method WHEN 'BANK' THEN 0 ELSE 600 END"],
    [account("PREPAID", "u.distributor_id"), "-100000"],
  ),
  posting(
    "purchase",
    "a.id",
    "a.created_at",
    "allotment a",
    [account("PREPAID", "a.distributor_id"), "a.total_minor"],
    [account("SALES"), "-a.total_minor"],
  ),
  `INSERT INTO bench_line SELECT 'commission', redemption_id::text, created_at, ${account("COMMISSION_FROZEN", "distributor_id")}, -amount_minor FROM commission`,
  `INSERT INTO bench_line SELECT 'commission', redemption_id::text, created_at, ${account("COMMISSION_EXPENSE")}, sum(amount_minor) FROM commission GROUP BY 2, 3`,
  posting(
    "settlement",
    "s.id",
    "s.created_at",
    "statement s",
    [account("COMMISSION_FROZEN", "s.distributor_id"), "s.total_minor"],
    [account("COMMISSION_PAYABLE", "s.distributor_id"), "-s.net_minor"],
  ),
  posting(
    "withdrawal",
    "w.id",
    "w.created_at",
    "withdrawal w",
    [account("PREPAID", "w.distributor_id"), "w.amount_minor"],
    [account("OUTGOING", "w.distributor_id"), "-w.amount_minor"],
  ),
  posting(
    "payout",
    "x.id",
    "x.resolved_at + interval '1 minute'",
    "payout_attempt x JOIN payout_item i ON i.id = x.item_id",
    [account("OUTGOING", "i.distributor_id"), "x.amount_minor"],
    [account("CASH_ALIPAY"), "-x.amount_minor"],
  ),
  `CREATE TEMP TABLE bench_head AS SELECT kind, reference, at, row_number() OVER (ORDER BY at, kind, reference) AS n FROM (SELECT DISTINCT kind, reference, at FROM bench_line) h`,
  `INSERT INTO ledger_transaction (id, kind, reference, actor_kind, actor_id, at) SELECT ${id("f", "100000000 + n")}, kind, reference, 'system', 'bench', at FROM bench_head ORDER BY n`,
  `INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, balance_after_minor)
   SELECT ${id("f", "100000000 + h.n")}, l.account, l.minor,
     CASE WHEN a.owner_id IS NOT NULL THEN -sum(l.minor) OVER (PARTITION BY l.account ORDER BY h.n, l.minor ROWS UNBOUNDED PRECEDING) END
   FROM bench_line l JOIN bench_head h USING (kind, reference) JOIN ledger_account a ON a.id = l.account ORDER BY h.n, l.minor`,
  `INSERT INTO ledger_balance (account_id, sign, balance_minor)
   SELECT a.id, CASE a.kind WHEN 'RECEIVABLE' THEN -1 ELSE 1 END, coalesce(-sum(e.amount_minor), 0) FROM ledger_account a LEFT JOIN ledger_entry e ON e.account_id = a.id
   WHERE a.owner_id IS NOT NULL GROUP BY a.id`,
  "DROP TABLE bench_line",
  "DROP TABLE bench_head",
];
