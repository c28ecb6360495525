import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { keyedHash, seal, unseal } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { maskPhone } from "./rules.ts";

export type Phone = { e164: string; masked: string; index: Uint8Array<ArrayBuffer> };

/** A mobile number, Chinese unless it says otherwise. Anything else is refused with the field's name. */
export function readPhone(text: string): Phone {
  const number = parsePhoneNumberFromString(text.normalize("NFKC"), { defaultCountry: "CN", extract: false });
  const type = number?.getType();
  const mobile = type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE";
  if (!number?.isValid() || !mobile) throw new DomainError("INVALID_INPUT", { fields: { phone: "form.phone" } });
  return { e164: number.number, masked: maskPhone(number.nationalNumber), index: phoneIndex(number.number) };
}

const phoneIndex = (e164: string) => new Uint8Array(keyedHash("phone-index", e164));

/** The number itself is kept sealed, bound to its person. */
export const sealPhone = (personId: string, e164: string) => new Uint8Array(seal("person-phone", e164, personId));
export const unsealPhone = (personId: string, sealed: Uint8Array): string => unseal("person-phone", sealed, personId);
