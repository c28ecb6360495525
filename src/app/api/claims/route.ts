import { toNextRoute } from "#lib/route.ts";
import { routes } from "#routes.ts";

/** Where only Next runs; our own server answers this path itself. */
export const POST = toNextRoute(routes.claims);
