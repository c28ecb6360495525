export const dynamic = "force-dynamic";

/** The process answers; nothing behind it is asked (GET /api/health asks the database). Also the bare route the benchmarks compare with. */
export const GET = () => Response.json({ ok: true });
export const POST = async (request: Request) => {
  await request.json().catch(() => null);
  return Response.json({ ok: true });
};
