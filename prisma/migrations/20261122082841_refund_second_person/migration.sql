-- A missing second person is no second person: NULL passed the old check.
ALTER TABLE refund DROP CONSTRAINT refund_two_people;
ALTER TABLE refund ADD CONSTRAINT refund_two_people CHECK (
  state IN ('REQUESTED', 'REJECTED') OR (decided_by_id IS NOT NULL AND decided_by_id <> requested_by_id AND decided_at IS NOT NULL));
