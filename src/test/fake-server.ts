import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { FakeClock, type Fault, Faults, shuffled } from "./fake-faults.ts";

export type FakeCall = {
  method: string;
  path: string;
  query: URLSearchParams;
  rawQuery: string;
  headers: Record<string, string>;
  body: string;
  fault: Fault | null;
};
export type FakeAnswer = { status: number; body: string | Buffer; headers?: Record<string, string> };
export type FakeNotice = { url: string; headers: Record<string, string>; body: string };
export type Delivered = { status: number; body: string };

export type FakeServerOptions = {
  seed?: number;
  /** Share of the calls that meet one of `kinds`. */
  share?: number;
  kinds?: readonly Fault[];
  clock?: FakeClock;
  /** How long something accepted is not found. */
  notFoundMs?: number;
  /** Sends each notice at once; otherwise they wait for deliver(). */
  notifyAtOnce?: boolean;
};

/** What every fake provider is made of: an HTTP server, faults, a log of all requests and a queue of notices. */
export abstract class FakeServer {
  readonly clock: FakeClock;
  readonly faults: Faults;
  readonly requests: FakeCall[] = [];
  readonly notFoundMs: number;
  url = "";
  notifyAtOnce: boolean;
  /** Which calls may meet a fault; a test that aims at one kind of call says so here. */
  faultsOn: (method: string, path: string) => boolean = () => true;
  protected queue: FakeNotice[] = [];
  private readonly server = createServer((request, response) => void this.receive(request, response));

  constructor(options: FakeServerOptions) {
    this.clock = options.clock ?? new FakeClock();
    this.faults = new Faults(options);
    this.notFoundMs = options.notFoundMs ?? 300_000;
    this.notifyAtOnce = options.notifyAtOnce ?? false;
  }

  protected abstract handle(call: FakeCall): FakeAnswer;
  protected abstract busy(call: FakeCall): FakeAnswer;
  protected abstract broken(call: FakeCall): FakeAnswer;
  /** Paths that are no API: a page for a browser, a file to download. They meet no fault. */
  protected isCalm(_path: string): boolean {
    return false;
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { pathname, searchParams, search } = new URL(request.url ?? "/", "http://fake");
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const method = request.method ?? "GET";
    const fault = this.isCalm(pathname) || !this.faultsOn(method, pathname) ? null : this.faults.draw();
    const body = Buffer.concat(chunks).toString("utf8");
    const call = { method, path: pathname, query: searchParams, rawQuery: search.slice(1), headers, body, fault };
    this.requests.push(call);
    if (fault === "timeout-before") return; // the caller gives up; close() frees the socket
    if (fault === "rate-limit") return send(response, this.busy(call));
    const answer = this.handle(call);
    if (fault === "timeout-after") return;
    send(response, fault === "error-after" ? this.broken(call) : answer);
  }

  protected tell(notice: FakeNotice): void {
    if (!notice.url) return;
    if (this.notifyAtOnce) void post(notice).catch(() => this.queue.push(notice));
    else this.queue.push(notice);
  }

  /** What waits to be sent; for tests that hand a notice to a reader themselves. */
  get notices(): readonly FakeNotice[] {
    return this.queue;
  }

  /** Sends what waits: some lost, some several times, in any order. Answers what the receiver said to each. */
  async deliver(options: { lost?: number; repeat?: number; shuffle?: boolean } = {}): Promise<Delivered[]> {
    const { random } = this.faults;
    const due = this.queue.flatMap((each) =>
      random() < (options.lost ?? 0) ? [] : Array<FakeNotice>(1 + Math.floor(random() * (options.repeat ?? 1))).fill(each),
    );
    this.queue = [];
    const said: Delivered[] = [];
    for (const notice of options.shuffle ? shuffled(random, due) : due) said.push(await post(notice));
    return said;
  }

  protected now(): number {
    return this.clock.now().getTime();
  }
}

async function post({ url, headers, body }: FakeNotice): Promise<Delivered> {
  const response = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
  return { status: response.status, body: await response.text() };
}

function send(response: ServerResponse, { status, body, headers }: FakeAnswer): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(body);
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): FakeAnswer => ({
  status,
  body: JSON.stringify(body),
  headers,
});
