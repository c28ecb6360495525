import parsePhoneNumber from "libphonenumber-js/max";

/** "138 0000 0000" → "+8613800000000"; null when it is not a phone number that can exist. Server only: the tables are large. */
export function readPhone(text: string): string | null {
  const phone = parsePhoneNumber(text.normalize("NFKC").trim(), "CN");
  return phone?.isValid() ? phone.number : null;
}
