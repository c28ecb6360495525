/** Cookie names. The __Host- and __Secure- prefixes bind a cookie to https, so they follow the address people open. */
export const sessionCookie = (appUrl: string): string =>
  appUrl.startsWith("https:") ? "__Host-kayisu_session" : "kayisu_session";
export const deviceCookie = "kayisu_device";
export const deviceCookieSeconds = 2 * 365 * 24 * 60 * 60;

/** One cookie out of the Cookie header, where no framework has read it. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
