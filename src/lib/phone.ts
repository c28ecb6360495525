import parsePhoneNumber from "libphonenumber-js/max";

/** "138 0000 0000" → "+8613800000000"; null when it is not a phone number that can exist. Server only: the tables are large. */
export function readPhone(text: string): string | null {
  const phone = parsePhoneNumber(text.normalize("NFKC").trim(), "CN");
  return phone?.isValid() ? phone.number : null;
}

export type Mobile = { e164: string; national: string };

/** A number that can receive an SMS, and nothing but a number in the text. */
export function readMobile(text: string): Mobile | null {
  const phone = parsePhoneNumber(text.normalize("NFKC").trim(), { defaultCountry: "CN", extract: false });
  const type = phone?.getType();
  if (!phone?.isValid() || (type !== "MOBILE" && type !== "FIXED_LINE_OR_MOBILE")) return null;
  return { e164: phone.number, national: phone.nationalNumber };
}
