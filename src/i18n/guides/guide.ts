/**
 * A guide as data: both languages have the same sections and blocks (guides.test.ts). A text may hold **bold**, `code` and
 * [a link](/path).
 */
export type Block =
  | string
  | { steps: string[] }
  | { list: string[] }
  | { table: { head: string[]; rows: string[][] } }
  | { note: string; tone?: "accent" | "warning" }
  | { screen: ScreenName; caption: string }
  /** Figures worked out by the product's own rules, so that the text cannot drift from them. */
  | { worked: Worked };

export type Worked = "split" | "rounding" | "dueDates" | "limits" | "roles";
export type Section = { id: string; title: string; blocks: Block[] };
export type Guide = { title: string; summary: string; audience: string; minutes: number; sections: Section[] };

export const guideSlugs = ["quick-start", "import", "distributor", "consumer", "store", "commission", "security"] as const;
export type GuideSlug = (typeof guideSlugs)[number];
export const isGuideSlug = (text: string): text is GuideSlug => guideSlugs.some((slug) => slug === text);

/** Pictures of the product in public/screens: <name>.<locale>.webp and <name>.<locale>.dark.webp. */
export const screenSizes = {
  dashboard: [1280, 800],
  import: [1280, 800],
  vouchers: [1280, 800],
  stock: [1280, 800],
  portal: [1280, 800],
  settlement: [1280, 800],
  ledger: [1280, 800],
  claim: [390, 780],
  voucher: [390, 780],
  store: [390, 780],
} as const satisfies Record<string, readonly [number, number]>;
export type ScreenName = keyof typeof screenSizes;
export const isPhone = (name: ScreenName): boolean => screenSizes[name][0] < 500;
export const screenFile = (name: ScreenName, locale: string, dark = false): string =>
  `/screens/${name}.${locale === "en" ? "en" : "zh"}${dark ? ".dark" : ""}.webp`;
