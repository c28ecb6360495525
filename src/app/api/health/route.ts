import { toNextRoute } from "#lib/route.ts";
import { routes } from "#routes.ts";

export const dynamic = "force-dynamic";
export const GET = toNextRoute(routes.health);
