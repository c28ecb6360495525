import type { MetadataRoute } from "next";
import { env } from "#lib/env.ts";

export const dynamic = "force-dynamic"; // the address is a setting of the running installation

/** Only the public pages are anybody's business; addresses with tokens least of all. */
export default function robots(): MetadataRoute.Robots {
  const { APP_URL } = env();
  const closed = [
    "/admin",
    "/distributor",
    "/store",
    "/api/",
    "/c/",
    "/v",
    "/join/status/",
    "/reset/",
    "/two-step",
    "/sign-in",
    "/forgot",
  ];
  return { rules: { userAgent: "*", allow: ["/", "/api/files/"], disallow: closed }, sitemap: `${APP_URL}/sitemap.xml` };
}
