import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import { type SoldOut, soldOutMemory } from "#domain/claim/remember-soldout.ts";
import { claimInput } from "#domain/claim/schema.ts";
import { deviceActor } from "#domain/person/queries-device.ts";
import { db, hotDb } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { type Endpoint, fromOurPages, json, readJson } from "#lib/route.ts";
import { deviceCookie, readCookie } from "#lib/session-cookie.ts";

/** 200 only when the database answers, within two seconds. Many probes at once ask it once. */
const health: Endpoint = {
  path: "/api/health",
  methods: ["GET", "HEAD"],
  handle: async () => {
    const ms = await databaseAnswers();
    if (ms === null) return json(503, { status: "unavailable", database: "no answer" });
    return json(200, { status: "ok", database: "ok", databaseMs: ms, uptimeSeconds: Math.floor(process.uptime()) });
  },
};

let asking: Promise<number | null> | undefined;

function databaseAnswers(): Promise<number | null> {
  asking ??= askDatabase().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function askDatabase(): Promise<number | null> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, 2000, null);
  });
  const answer = db().$queryRaw`select 1`.then(() => Math.round(performance.now() - started)).catch(() => null);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

const holder = globalThis as { kayisuSoldOut?: SoldOut };

/** The process's memory of links that are empty. */
function soldOut(): SoldOut {
  holder.kayisuSoldOut ??= soldOutMemory(env().DATABASE_URL);
  return holder.kayisuSoldOut;
}

/** A consumer takes a voucher: { token, slot } → 200 { voucherId, slot, again, expiresAt }. The same request again answers the same voucher. */
const claims: Endpoint = {
  path: "/api/claims",
  methods: ["POST"],
  maxBytes: 1024,
  handle: async (request) => {
    if (!fromOurPages(request.headers)) throw new DomainError("FORBIDDEN");
    const input = claimInput.safeParse(readJson(request));
    if (!input.success) throw new DomainError("INVALID_INPUT");
    const from = { ip: request.ip, userAgent: request.headers["user-agent"]?.slice(0, 300) ?? null };
    const actor = deviceActor(readCookie(request.headers.cookie, deviceCookie), from);
    return json(200, await claimVoucher({ db: hotDb(), actor, now: new Date() }, input.data, soldOut()));
  },
};

export const routes = { health, claims } satisfies Record<string, Endpoint>;

/** Bytes a request body may have, by path: a table here, so that no page can forget it. */
export function bodyLimit(path: string): number {
  if (path === "/api/imports") return 201 * 1024 * 1024; // codes, streamed; the command's own limit is 200 MB
  return path === "/api/files" ? 6 * 1024 * 1024 : 1024 * 1024; // an image of 5 MB in its form
}
