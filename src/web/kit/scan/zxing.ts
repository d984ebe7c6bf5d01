import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
// The very file the ponyfill was built with; by itself it would fetch it from a public network.
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

prepareZXingModule({ overrides: { locateFile: () => wasm } });

export const openReader = () => new BarcodeDetector({ formats: ['qr_code'] });
