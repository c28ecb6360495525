import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FakeClock } from "./fake-faults.ts";
import { FakeStripe } from "./fake-stripe.ts";

/** What a fake tells us arrives lost, repeated and in any order, and in the same way for the same seed. */
const arrived: string[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    arrived.push((JSON.parse(Buffer.concat(chunks).toString()) as { id: string }).id);
    response.writeHead(204).end();
  });
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(() => receiver.close());

async function run(seed: number): Promise<string[]> {
  const fake = await FakeStripe.start({ seed, clock: new FakeClock(new Date("2026-11-20T00:00:00Z")) });
  fake.webhookUrl = url;
  const expires = Math.floor(Date.parse("2026-11-20T02:00:00Z") / 1000);
  for (let i = 0; i < 30; i++) {
    const fields = {
      client_reference_id: `N${i}`,
      expires_at: String(expires),
      "line_items[0][quantity]": "1",
      "line_items[0][price_data][currency]": "cny",
      "line_items[0][price_data][unit_amount]": "100",
    };
    const headers = { authorization: `Bearer ${fake.secretKey}` };
    await fetch(`${fake.url}/v1/checkout/sessions`, { method: "POST", headers, body: new URLSearchParams(fields) });
    fake.pay(`N${i}`);
  }
  arrived.length = 0;
  const said = await fake.deliver({ lost: 0.2, repeat: 5, shuffle: true });
  await fake.close();
  expect(said.every(({ status }) => status === 204)).toBe(true);
  return [...arrived];
}

test("lost, repeated, shuffled; the same seed the same way", async () => {
  const first = await run(7);
  const kinds = new Set(first);
  expect(kinds.size).toBeGreaterThan(15);
  expect(kinds.size).toBeLessThan(30);
  expect(first.length).toBeGreaterThan(kinds.size);
  const order = (id: string) => Number(id.replace("evt_fake", ""));
  expect([...first].sort((a, b) => order(a) - order(b))).not.toEqual(first);
  expect(await run(7)).toEqual(first);
  expect(await run(8)).not.toEqual(first);
});
