-- Servers that remember "sold out" of a link hear, when the change commits, that one of its vouchers can be claimed (again).
CREATE FUNCTION voucher_tells_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('kayisu_stock', NEW.link_id::text); -- equal notices of one transaction are one
  RETURN NULL;
END $$;
CREATE TRIGGER voucher_tells_link AFTER UPDATE OF status, link_id, expires_at ON voucher FOR EACH ROW
  WHEN (NEW.status = 'ALLOTTED' AND NEW.link_id IS NOT NULL
    AND (OLD.status, OLD.link_id, OLD.expires_at) IS DISTINCT FROM (NEW.status, NEW.link_id, NEW.expires_at))
  EXECUTE FUNCTION voucher_tells_link();
