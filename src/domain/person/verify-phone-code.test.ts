import { describe, expect } from "vitest";
import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import type { DeviceActor } from "#lib/context.ts";
import { unseal } from "#lib/crypto.ts";
import type { Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeClaimable, makeDevice, makeStaff } from "#test/factories.ts";
import { unsealPhone } from "./read-person-phone.ts";
import { deviceIds, maskPhone } from "./rules.ts";
import { sendPhoneCode } from "./send-phone-code.ts";
import { verifyPhoneCode } from "./verify-phone-code.ts";

let last = 13_800_000_000;
const newPhone = () => String(++last);

/** The newest code, as its message carries it to the phone. */
async function sentCode(db: Db, phone: string): Promise<{ code: string; phone: string }> {
  const messages = await db.message.findMany({ where: { template: "phone.code" }, orderBy: { id: "desc" } });
  const opened = messages.map((message) => JSON.parse(unseal("message", message.sealedParams!, message.id)));
  return opened.find((secrets) => secrets.phone === `+86${phone}`);
}

async function send(db: Db, device: DeviceActor, phone: string, now = new Date()): Promise<string> {
  await sendPhoneCode(ctxOf(db, device, now), { phone });
  return (await sentCode(db, phone)).code;
}

const result = (work: Promise<unknown>) =>
  work.then(
    () => "OK",
    (error) => error.code ?? error.message,
  );
const verify = (db: Db, device: DeviceActor, phone: string, code: string, now?: Date) =>
  result(verifyPhoneCode(ctxOf(db, device, now), { phone, code }));
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe("sending", () => {
  test("keeps neither the number nor the code readable", async ({ db }) => {
    const phone = newPhone();
    const sent = await sendPhoneCode(ctxOf(db, makeDevice()), {
      phone: ` +86 ${phone.slice(0, 3)}-${phone.slice(3)} `,
      locale: "en",
    });
    expect(sent).toEqual({ phoneMasked: maskPhone(phone), resendAfterSeconds: 60, minutes: 5 });
    const { code, phone: to } = await sentCode(db, phone);
    expect(code).toMatch(/^\d{6}$/);
    expect(to).toBe(`+86${phone}`);
    const stored = JSON.stringify(
      [await db.phoneCode.findMany(), await db.message.findMany(), await db.auditEntry.findMany(), await db.rateLimit.findMany()],
      (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : typeof value === "bigint" ? String(value) : value,
    );
    expect(stored).not.toContain(phone);
    expect(stored).not.toContain(`"${code}"`);
  });

  test.for(["", "123", "+1 555", "01012345678", "1380000000", "138000000000", "abc13800000000", "999"])(
    "refuses %j",
    async (phone, { db }) => {
      expect(await result(Promise.resolve().then(() => sendPhoneCode(ctxOf(db, makeDevice()), { phone })))).not.toBe("OK");
    },
  );

  test("is throttled by phone, and by device over many phones", async ({ db }) => {
    const phone = newPhone();
    await send(db, makeDevice(), phone);
    expect(await result(sendPhoneCode(ctxOf(db, makeDevice()), { phone }))).toBe("TOO_MANY_REQUESTS");
    const device = makeDevice();
    const outcomes = [];
    for (let i = 0; i < 10; i++) outcomes.push(await result(sendPhoneCode(ctxOf(db, device), { phone: newPhone() })));
    expect(outcomes.filter((outcome) => outcome === "OK")).toHaveLength(8);
  });

  test("is for browsers that keep a cookie", async ({ db }) => {
    expect(await result(sendPhoneCode(ctxOf(db, { ...makeDevice(), tokenHash: null }), { phone: newPhone() }))).toBe(
      "UNAUTHENTICATED",
    );
    const staff = await makeStaff(db);
    expect(await result(sendPhoneCode(ctxOf(db, staff), { phone: newPhone() }))).toBe("FORBIDDEN");
  });
});

describe("verifying", () => {
  test("binds the browser to the phone's person, on every device the same", async ({ db }) => {
    const phone = newPhone();
    const [one, two] = [makeDevice(), makeDevice()];
    const now = new Date();
    expect(await verify(db, one, phone, await send(db, one, phone, now), now)).toBe("OK");
    await db.rateLimit.deleteMany();
    expect(await verify(db, two, phone, await send(db, two, phone))).toBe("OK");
    const bonds = await db.devicePerson.findMany({
      where: { deviceId: { in: [one, two].map((device) => deviceIds(device.tokenHash!).deviceId) } },
      include: { person: true },
    });
    expect(new Set(bonds.map((bond) => bond.personId)).size).toBe(1);
    const { person } = bonds[0]!;
    expect(person.phoneMasked).toBe(maskPhone(phone));
    expect(unsealPhone(person.id, person.phoneSealed!)).toBe(`+86${phone}`);
  });

  test("keeps the language of the page, and the newer one when it changes", async ({ db }) => {
    const phone = newPhone();
    const localeAfter = async (locale: "en" | "zh-CN" | undefined) => {
      const device = makeDevice();
      const code = await send(db, device, phone);
      await verifyPhoneCode(ctxOf(db, device), { phone, code, locale });
      await db.rateLimit.deleteMany();
      const bond = await db.devicePerson.findFirstOrThrow({
        where: { deviceId: deviceIds(device.tokenHash!).deviceId },
        include: { person: true },
      });
      return bond.person.locale;
    };
    expect(await localeAfter(undefined)).toBe("zh-CN");
    expect(await localeAfter("en")).toBe("en");
    expect(await localeAfter(undefined)).toBe("en");
    expect(await localeAfter("zh-CN")).toBe("zh-CN");
  });

  test("a claim with the phone keeps the language too", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 5, link: { phoneCheck: true, perPersonLimit: 2 } });
    const [device, phone] = [makeDevice(), newPhone()];
    const code = await send(db, device, phone);
    await verifyPhoneCode(ctxOf(db, device), { phone, code });
    const { voucherId } = await claimVoucher(ctxOf(db, device), { token: link.token, locale: "en" });
    const localeNow = async () =>
      (await db.claim.findUniqueOrThrow({ where: { voucherId }, include: { person: true } })).person.locale;
    expect(await localeNow()).toBe("en");
    await claimVoucher(ctxOf(db, device), { token: link.token, slot: 2 });
    expect(await localeNow()).toBe("en");
  });

  test("a code works once, even for 30 who try at once", async ({ db }) => {
    const phone = newPhone();
    const code = await send(db, makeDevice(), phone);
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => verify(db, makeDevice(), phone, code)));
    expect(outcomes.filter((outcome) => outcome === "OK")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "CODE_WRONG")).toHaveLength(29);
  });

  test("five tries, also when they come at once", async ({ db }) => {
    const phone = newPhone();
    const device = makeDevice();
    const code = await send(db, device, phone);
    await Promise.all(Array.from({ length: 20 }, () => verify(db, device, phone, wrong(code))));
    expect((await db.phoneCode.findFirstOrThrow({ orderBy: { id: "desc" } })).attempts).toBe(5);
    expect(await verify(db, device, phone, code)).toBe("CODE_WRONG");
  });

  test("wrong, late, for another phone, or replaced by a newer one: all CODE_WRONG", async ({ db }) => {
    const phone = newPhone();
    const device = makeDevice();
    const first = await send(db, device, phone);
    expect(await verify(db, device, newPhone(), first)).toBe("CODE_WRONG");
    expect(await verify(db, device, phone, first, later(5.01))).toBe("CODE_WRONG");
    await db.rateLimit.deleteMany();
    const second = await send(db, device, phone, later(0.1));
    if (first !== second) expect(await verify(db, device, phone, first, later(0.2))).toBe("CODE_WRONG");
    expect(await verify(db, device, phone, second, later(0.2))).toBe("OK");
  });

  test("takes this browser's vouchers along when asked, and gives no second place", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 5 });
    const device = makeDevice();
    const { voucherId } = await claimVoucher(ctxOf(db, device), { token: link.token });
    const phone = newPhone();
    const code = await send(db, device, phone);
    await verifyPhoneCode(ctxOf(db, device), { phone, code, keepVouchers: true });
    const claim = await db.claim.findUniqueOrThrow({ where: { voucherId }, include: { person: true } });
    expect(claim.person.phoneMasked).toBe(maskPhone(phone));
    expect(await claimVoucher(ctxOf(db, device), { token: link.token })).toMatchObject({ voucherId, again: true });
    expect(await db.claim.count({ where: { linkId: link.id } })).toBe(1);
  });
});
