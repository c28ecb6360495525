import type { DeviceActor } from "#lib/context.ts";
import { tokenHash } from "#lib/crypto.ts";
import type { Db } from "#lib/db.ts";

type From = { ip: string | null; userAgent: string | null };

/** A browser by its cookie alone, for commands that look up its persons themselves. */
export function deviceActor(token: string | undefined, from: From): DeviceActor {
  const hash = token && /^[\w-]{20,100}$/.test(token) ? new Uint8Array(tokenHash(token)) : null;
  return { kind: "device", deviceId: null, tokenHash: hash, personIds: [], ...from };
}

/** The browser behind a device cookie and the persons it may speak for. Unknown cookie: a device without a past. */
export async function findDeviceActor(db: Db, token: string | undefined, from: From): Promise<DeviceActor> {
  const actor = deviceActor(token, from);
  if (!actor.tokenHash) return actor;
  const device = await db.device.findUnique({
    where: { tokenHash: actor.tokenHash },
    select: { id: true, persons: { select: { personId: true }, orderBy: { createdAt: "desc" }, take: 50 } },
  });
  if (!device) return actor;
  return { ...actor, deviceId: device.id, personIds: device.persons.map((row) => row.personId) };
}
