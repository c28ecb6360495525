import path from "node:path";
import sharp, { type OverlayOptions } from "sharp";
import { qrSvg } from "./draw-qr.ts";
import type { PosterWords } from "./poster-words.ts";

const width = 1080;
const margin = 80;
const ink = "#14171f";
const grey = "#58616f";
const fonts = path.join(process.cwd(), "node_modules/@expo-google-fonts/noto-sans-sc");
const faces = {
  regular: { font: "Noto Sans SC", file: path.join(fonts, "400Regular/NotoSansSC_400Regular.ttf") },
  medium: { font: "Noto Sans SC Medium", file: path.join(fonts, "500Medium/NotoSansSC_500Medium.ttf") },
};

type TextStyle = { size: number; face: keyof typeof faces; colour: string; align?: "left" | "centre" };

const markup = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Words as a transparent picture, wrapped to the page. Our own font file: a server has no Chinese one. */
async function words(text: string, { size, face, colour, align = "left" }: TextStyle) {
  const { font, file } = faces[face];
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${markup(text)}</span>`,
      font: `${font} ${size}`,
      fontfile: file,
      width: width - 2 * margin,
      wrap: "word-char",
      dpi: 72,
      rgba: true,
      align,
      spacing: Math.round(size * 0.35),
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { input: data, width: info.width, height: info.height };
}

type Poster = { name: string; url: string; picture: Buffer | null; words: PosterWords };

/** The share picture: product, value, code, rules, one column, as tall as it needs to be. */
export async function drawPoster({ name, url, picture, words: said }: Poster): Promise<Buffer> {
  const layers: OverlayOptions[] = [];
  let top = 0;
  const put = (input: Buffer, size: { width: number; height: number }, place: { left?: number; gap: number }) => {
    layers.push({ input, top, left: place.left ?? Math.round((width - size.width) / 2) });
    top += size.height + place.gap;
  };
  const write = async (text: string, style: TextStyle, gap: number) => {
    const drawn = await words(text, style);
    put(drawn.input, drawn, { gap, left: style.align === "centre" ? undefined : margin });
  };

  if (picture) {
    const head = { width, height: 560 };
    put(
      await sharp(picture)
        .resize({ ...head, fit: "cover" })
        .png()
        .toBuffer(),
      head,
      { gap: 64 },
    );
  } else top = 110;
  await write(name, { size: 60, face: "medium", colour: ink, align: "centre" }, 28);
  await write(said.worth, { size: 44, face: "medium", colour: "#3454d1", align: "centre" }, 48);
  const code = { width: 480, height: 480 };
  put(
    await sharp(Buffer.from(qrSvg(url)))
      .resize({ ...code, kernel: "nearest" })
      .png()
      .toBuffer(),
    code,
    { gap: 12 },
  );
  await write(said.scan, { size: 40, face: "medium", colour: ink, align: "centre" }, 36);
  await write(said.facts.join("  ·  "), { size: 28, face: "regular", colour: grey, align: "centre" }, 56);
  if (said.rules.trim()) {
    await write(said.rulesTitle, { size: 30, face: "medium", colour: ink }, 18);
    await write(said.rules.slice(0, 600), { size: 28, face: "regular", colour: grey }, 48);
  }
  await write(said.no, { size: 22, face: "regular", colour: grey, align: "centre" }, 48);
  const canvas = sharp({ create: { width, height: top, channels: 3, background: "#ffffff" } });
  return canvas.composite(layers).png({ palette: true, colours: 256 }).toBuffer();
}
