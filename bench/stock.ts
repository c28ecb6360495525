import { randomBytes } from "node:crypto";
import type pg from "pg";
import { deriveToken, linkTokenHash } from "../src/domain/link/derive-token.ts";
import { newId } from "../src/lib/ids.ts";

export type Sale = { productId: string; distributorId: string; allotmentId: string; linkId: string; token: string };

/** A product, its seller and a link with `quantity` claimable vouchers, written as purchase and link would leave them (no code inside). */
export async function makeSale(client: pg.Client, quantity: number): Promise<Sale> {
  const [levelId, productId, distributorId, batchId, allotmentId, linkId] = Array.from({ length: 6 }, () => newId());
  const tag = randomBytes(5).toString("hex").toUpperCase();
  const token = deriveToken(linkId!);
  await client.query("BEGIN");
  await client.query("INSERT INTO category (id, name, position) VALUES (gen_random_uuid(), $1, 0)", [tag]);
  await client.query("INSERT INTO level (id, name, rank) SELECT $1, $2, coalesce(max(rank), 0) + 1 FROM level", [levelId, tag]);
  await client.query(
    `INSERT INTO product (id, name, category_id, face_value_minor, cost_minor, retail_price_minor, price_floor_minor, validity_kind,
      valid_days, fulfilment, per_person_limit, low_stock_at, on_sale, updated_at)
     SELECT $1, $2, id, 3000, 1500, 2500, 1800, 'DAYS_AFTER_CLAIM', 30, 'CODE', 1, 0, true, now() FROM category WHERE name = $2`,
    [productId, tag],
  );
  await client.query(
    `INSERT INTO distributor (id, name, phone, email, region, channel_kind, level_id, invite_code)
     VALUES ($1, $2, '', $3, '', 'other', $4, $2)`,
    [distributorId, tag, `${tag.toLowerCase()}@example.com`, levelId],
  );
  await client.query(
    `INSERT INTO batch (id, product_id, source, status, wrapped_key, master_key_id, row_count, imported_count)
     VALUES ($1, $2, 'GENERATED', 'DONE', '\\x00', 'bench', $3::int, $3::int)`,
    [batchId, productId, quantity],
  );
  await client.query(
    `INSERT INTO allotment (id, product_id, distributor_id, quantity, unit_price_minor, total_minor, request_key)
     VALUES ($1, $2, $3, $4::int, 2000, $4::bigint * 2000, $5)`,
    [allotmentId, productId, distributorId, quantity, tag],
  );
  await client.query(
    `INSERT INTO claim_link (id, token_hash, allotment_id, distributor_id, product_id, quota, per_person_limit, phone_check, request_key)
     VALUES ($1, $2, $3, $4, $5, $6, 1, false, $7)`,
    [linkId, Buffer.from(linkTokenHash(token)), allotmentId, distributorId, productId, quantity, tag],
  );
  await client.query(
    `INSERT INTO voucher (id, batch_id, product_id, code_sealed, code_index, status, allotment_id, link_id)
     SELECT gen_random_uuid(), $1::uuid, $2::uuid, decode(repeat('00', 60), 'hex'), sha256(convert_to($3 || n, 'UTF8')), 'ALLOTTED', $4::uuid, $5::uuid
     FROM generate_series(1, $6::int) n`,
    [batchId, productId, tag, allotmentId, linkId, quantity],
  );
  await client.query("COMMIT");
  await client.query("VACUUM ANALYZE voucher, claim, claim_link, product, person, device, device_person");
  return { productId: productId!, distributorId: distributorId!, allotmentId: allotmentId!, linkId: linkId!, token };
}
