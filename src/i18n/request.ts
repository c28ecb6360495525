import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, type Locale, localeCookie, localeOfAddress, negotiateLocale, timeZone } from "./locale.ts";
import { loadMessages } from "./messages.ts";

/** The language the address names (?lang=en), else the visitor's choice (cookie), else the browser's, else Chinese. */
export default getRequestConfig(async () => {
  const [given, chosen] = [await headers(), (await cookies()).get(localeCookie)?.value];
  const preferred = isLocale(chosen) ? chosen : negotiateLocale(given.get("accept-language"));
  const locale: Locale = localeOfAddress(given.get("x-kayisu-path")) ?? preferred;
  return { locale, timeZone, messages: loadMessages(locale) };
});
