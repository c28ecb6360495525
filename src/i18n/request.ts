import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, type Locale, localeCookie, negotiateLocale, timeZone } from "./locale.ts";
import { loadMessages } from "./messages.ts";

/** No language in the URL: the visitor's choice (cookie), else the browser's, else Chinese. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale: Locale = isLocale(chosen) ? chosen : negotiateLocale((await headers()).get("accept-language"));
  return { locale, timeZone, messages: loadMessages(locale) };
});
