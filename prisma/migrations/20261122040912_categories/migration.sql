-- The categories an operator starts with; they can be renamed or removed like any other.
INSERT INTO category (id, name, position)
SELECT gen_random_uuid(), name, position FROM (VALUES
  ('影视会员', 1), ('电影票', 2), ('健身卡', 3), ('课程', 4), ('酒店', 5), ('代金券', 6)) AS c (name, position)
ON CONFLICT (name) DO NOTHING;
