import type { DeviceActor } from "#lib/context.ts";
import { tokenHash } from "#lib/crypto.ts";
import type { Db } from "#lib/db.ts";

type From = { ip: string | null; userAgent: string | null };

/** The browser behind a device cookie and the persons it may speak for. Unknown cookie: a device without a past. */
export async function findDeviceActor(db: Db, token: string | undefined, from: From): Promise<DeviceActor> {
  const nobody: DeviceActor = { kind: "device", deviceId: null, tokenHash: null, personIds: [], ...from };
  if (!token || !/^[\w-]{20,100}$/.test(token)) return nobody;
  const hash = new Uint8Array(tokenHash(token));
  const device = await db.device.findUnique({
    where: { tokenHash: hash },
    select: { id: true, persons: { select: { personId: true }, orderBy: { createdAt: "desc" }, take: 50 } },
  });
  if (!device) return { ...nobody, tokenHash: hash };
  return { ...nobody, tokenHash: hash, deviceId: device.id, personIds: device.persons.map((row) => row.personId) };
}
