import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

export type Load = {
  url: string;
  path: string;
  body?: object;
  connections: number;
  seconds?: number;
  amount?: number;
  /** Each request comes from a browser of its own: a fresh cookie. */
  freshDevices?: boolean;
};
export type Measured = {
  perSecond: number;
  p50: number;
  p99: number;
  seconds: number;
  statuses: Record<string, number>;
  errors: number;
  sent: number;
};

const pool = { bytes: Buffer.alloc(0), at: 0 };
function freshToken(): string {
  if (pool.at + 18 > pool.bytes.length) Object.assign(pool, { bytes: randomBytes(18 * 4096), at: 0 });
  pool.at += 18;
  return pool.bytes.toString("base64url", pool.at - 18, pool.at);
}

/** One run of autocannon, answers counted by status. */
export async function load({ url, path, body, connections, seconds, amount, freshDevices }: Load): Promise<Measured> {
  const headers = { "content-type": "application/json" };
  const text = body ? JSON.stringify(body) : undefined;
  const statuses: Record<string, number> = {};
  const result = await autocannon({
    url,
    connections,
    ...(amount ? { amount } : { duration: seconds ?? 5 }),
    timeout: 60,
    requests: [
      {
        path,
        method: text ? "POST" : "GET",
        headers,
        ...(text ? { body: text } : {}),
        ...(freshDevices
          ? {
              setupRequest: (request: autocannon.Request) => {
                request.headers = { ...headers, cookie: `kayisu_device=${freshToken()}` };
                return request;
              },
            }
          : {}),
        onResponse: (status: number) => {
          statuses[status] = (statuses[status] ?? 0) + 1;
        },
      },
    ],
  });
  const total = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  return {
    perSecond: Math.round(total / result.duration),
    p50: result.latency.p50,
    p99: result.latency.p99,
    seconds: result.duration,
    statuses,
    errors: result.errors + result.timeouts,
    sent: result.requests.sent,
  };
}

/** CPU seconds (user and system) and resident megabytes of a process, from /proc. */
export function usage(pid: number): { cpuSeconds: number; rssMb: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return {
    cpuSeconds: (Number(stat[11]) + Number(stat[12])) / 100,
    rssMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024),
  };
}

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
