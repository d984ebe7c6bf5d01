/** Finds a QR code in a picture; undefined when there is none. */
export type Detect = (picture: HTMLVideoElement | ImageBitmap) => Promise<string | undefined>;

type Reader = { detect: (picture: HTMLVideoElement | ImageBitmap) => Promise<{ rawValue: string }[]> };
type Native = {
  new (options: { formats: string[] }): Reader;
  getSupportedFormats: () => Promise<string[]>;
};

const nativeReader = async (): Promise<Reader | undefined> => {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: Native };
  const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => []);
  return BarcodeDetector && formats?.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : undefined;
};

/** The browser's own reader where it knows QR codes; else ZXing as WebAssembly from this server, fetched now (460 kB once). */
export const openDetector = async (): Promise<Detect> => {
  const reader = (await nativeReader()) ?? (await import('./zxing.ts')).openReader();
  return async (picture) => (await reader.detect(picture))[0]?.rawValue || undefined;
};
