import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { WechatSettings } from "#lib/env-providers.ts";
import { wechatOpenid } from "./wechat-openid.ts";

const settings = { WECHAT_APPID: "wx1", WECHAT_APP_SECRET: "s" } as WechatSettings;

test("a code becomes an openid once; anything else is nobody", async () => {
  const used = new Set<string>();
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? "", "http://fake").searchParams;
    const code = query.get("code") ?? "";
    const good = query.get("appid") === "wx1" && query.get("secret") === "s" && code === "good" && !used.has(code);
    used.add(code);
    response.end(JSON.stringify(good ? { openid: "o-1", access_token: "t" } : { errcode: 40163, errmsg: "code been used" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const desk = wechatOpenid(settings, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)!;
  expect(await desk.openidOf("good")).toBe("o-1");
  expect(await desk.openidOf("good")).toBeNull();
  await new Promise((resolve) => server.close(resolve));
  expect(await desk.openidOf("good")).toBeNull();
  const url = new URL(desk.askUrl("https://kayisu.example.com/back?next=1", "abc"));
  expect(url.searchParams.get("redirect_uri")).toBe("https://kayisu.example.com/back?next=1");
  expect(url.hash).toBe("#wechat_redirect");
  expect(wechatOpenid({ ...settings, WECHAT_APP_SECRET: undefined })).toBeNull();
});
