import { keyedHash, seal, unseal } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { readMobile } from "#lib/phone.ts";
import { maskPhone } from "./rules.ts";

export type Phone = { e164: string; masked: string; index: Uint8Array<ArrayBuffer> };

/** A mobile number, Chinese unless it says otherwise. Anything else is refused with the field's name. */
export function readPersonPhone(text: string): Phone {
  const mobile = readMobile(text);
  if (!mobile) throw new DomainError("INVALID_INPUT", { fields: { phone: "form.phone" } });
  return { e164: mobile.e164, masked: maskPhone(mobile.national), index: phoneIndex(mobile.e164) };
}

const phoneIndex = (e164: string) => new Uint8Array(keyedHash("phone-index", e164));

/** The number itself is kept sealed, bound to its person. */
export const sealPhone = (personId: string, e164: string) => new Uint8Array(seal("person-phone", e164, personId));
export const unsealPhone = (personId: string, sealed: Uint8Array): string => unseal("person-phone", sealed, personId);
