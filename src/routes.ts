import { db } from "#lib/db.ts";
import { type Endpoint, json } from "#lib/route.ts";

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

export const routes = { health } satisfies Record<string, Endpoint>;

/** Bytes a request body may have, by path: a table here, so that no page can forget it. */
export function bodyLimit(path: string): number {
  if (path.startsWith("/api/upload/")) return 512 * 1024 * 1024;
  return path === "/api/files" ? 6 * 1024 * 1024 : 1024 * 1024; // an image of 5 MB in its form
}
