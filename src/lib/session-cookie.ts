/** Cookie names. The __Host- and __Secure- prefixes bind a cookie to https, so they follow the address people open. */
export const sessionCookie = (appUrl: string): string =>
  appUrl.startsWith("https:") ? "__Host-kayisu_session" : "kayisu_session";
export const deviceCookie = "kayisu_device";
export const deviceCookieSeconds = 2 * 365 * 24 * 60 * 60;
