export type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type Native = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

const formats = ["qr_code", "code_128", "ean_13", "data_matrix"];

/** The browser's own reader where there is one, else ZXing, whose wasm lies on our own origin (a test keeps it the package's). */
export async function openDetector(): Promise<Detector> {
  const native = (globalThis as { BarcodeDetector?: Native }).BarcodeDetector;
  const supported = (await native?.getSupportedFormats().catch(() => [])) ?? [];
  if (native && supported.includes("qr_code")) {
    return new native({ formats: formats.filter((format) => supported.includes(format)) });
  }
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  await prepareZXingModule({ overrides: { locateFile: () => "/zxing/zxing_reader.wasm" }, fireImmediately: true });
  return new BarcodeDetector({ formats: formats as never });
}
