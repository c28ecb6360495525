const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, "WeChat"],
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/(Headless)?Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

const find = (table: [RegExp, string][], text: string) => table.find(([pattern]) => pattern.test(text))?.[1];

/** A user agent as people say it: "Chrome · Windows". */
export function browserOf(userAgent: string | null): { name: string | null; phone: boolean } {
  const text = userAgent ?? "";
  const name = [find(browsers, text), find(systems, text)].filter(Boolean).join(" · ");
  return { name: name || null, phone: /iPhone|Android/.test(text) };
}
