import { createServer } from "node:http";

/** The HTTP limit of this machine and Node: reads a JSON body, answers one, nothing else. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}");
    const body = JSON.stringify({
      voucherId: "00000000-0000-0000-0000-000000000000",
      slot: 1,
      again: false,
      expiresAt: new Date(),
    });
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.setHeader("content-length", Buffer.byteLength(body));
    response.end(body);
  });
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));
process.on("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
