import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the next request meets. `send-then-hang-up` takes the mail and hangs up before answering: nobody can tell that it went out. */
export type Mood = "ok" | "refuse" | "broken" | "busy" | "hang-up" | "send-then-hang-up" | "nonsense";
export type Sent = { id: string; key: string | null; to: string[]; subject: string; html: string; text: string };

/** A Resend of our own at the HTTP edge. It keeps its own books: `sent` is what really went out, one entry per mail. */
export type FakeResend = {
  url: string;
  sent: Sent[];
  /** Every request that arrived, with the key it carried. */
  requests: { key: string | null; mood: Mood }[];
  /** The moods of the coming requests, in order; after them all is well. */
  behave(...moods: Mood[]): void;
  /** How long each answer takes, so that runners overlap. */
  delayMs: number;
  close(): Promise<void>;
};

export async function startFakeResend(): Promise<FakeResend> {
  const moods: Mood[] = [];
  const byKey = new Map<string, string>();
  const fake: FakeResend = {
    url: "",
    sent: [],
    requests: [],
    delayMs: 0,
    behave: (...next) => void moods.push(...next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server: Server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const mood = moods.shift() ?? "ok";
    const key = request.headers["idempotency-key"]?.toString() ?? null;
    fake.requests.push({ key, mood });
    await new Promise((resolve) => setTimeout(resolve, fake.delayMs));
    const reply = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url !== "/emails" || request.method !== "POST") return void reply(404, { name: "not_found", message: "?" });
    if (!request.headers.authorization?.startsWith("Bearer re_")) return void reply(401, problem(401, "missing_api_key"));
    if (mood === "hang-up") return void request.socket.destroy();
    if (mood === "refuse") return void reply(422, problem(422, "validation_error"));
    if (mood === "busy") return void reply(429, problem(429, "rate_limit_exceeded"));
    if (mood === "broken") return void reply(500, problem(500, "internal_server_error"));
    if (mood === "nonsense") return void response.writeHead(502).end("<html>Bad gateway</html>");
    const id = take(Buffer.concat(chunks).toString("utf8"), key);
    if (mood === "send-then-hang-up") return void request.socket.destroy();
    reply(200, { id });
  }

  function take(body: string, key: string | null): string {
    const known = key ? byKey.get(key) : undefined;
    if (known) return known;
    const id = `mail-${fake.sent.length + 1}`;
    const { to, subject, html, text } = JSON.parse(body) as {
      to: string | string[];
      subject: string;
      html: string;
      text: string;
    };
    fake.sent.push({ id, key, to: [to].flat(), subject, html, text });
    if (key) byKey.set(key, id);
    return id;
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

const problem = (statusCode: number, name: string) => ({ statusCode, name, message: `made up: ${name}` });
