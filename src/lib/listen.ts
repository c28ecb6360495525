import pg from "pg";
import { log } from "#lib/log.ts";

/** What comes over one LISTEN channel. `connected` is false while notices may be missed; then nothing remembered may be relied on. */
export type Listener = { connected(): boolean; close(): Promise<void> };

/** Listens on `channel` with a connection of its own, again after it is lost. `lost` is called when notices may have been missed. */
export function listen(url: string, channel: string, heard: (payload: string) => void, lost: () => void): Listener {
  let client: pg.Client | null = null;
  let closed = false;
  const again = () => {
    client = null;
    lost();
    if (!closed) setTimeout(connect, 1_000).unref();
  };
  const connect = async () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    next.on("error", (error) => {
      log.warn({ err: error, channel }, "listening connection lost");
      if (client === next) again();
    });
    next.on("end", () => client === next && again());
    next.on("notification", ({ payload }) => heard(payload ?? ""));
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      lost(); // whatever was remembered before this moment may be stale
      client = next;
      if (closed) await next.end();
    } catch (error) {
      log.warn({ err: error, channel }, "cannot listen");
      await next.end().catch(() => undefined);
      again();
    }
  };
  void connect();
  return {
    connected: () => client !== null,
    close: async () => {
      closed = true;
      const open = client;
      client = null;
      await open?.end().catch(() => undefined);
    },
  };
}
