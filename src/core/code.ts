/**
 * What a printed or shown QR carries: opaque bytes and a signature, nothing of a person. The text is base64url of
 * [format 1][kind][kid][payload][64 bytes Ed25519 over all before]. In browsers and in Node; who verifies has the key of `kid`.
 */
export const codeKinds = { person: 1, pass: 2, venue: 3 } as const;
export type CodeKind = keyof typeof codeKinds;

const format = 1;
const head = 3;
const signatureLength = 64;

export type SignedCode = {
  kind: CodeKind;
  kid: number;
  payload: Uint8Array;
  signed: Uint8Array;
  signature: Uint8Array;
};

const toText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');
const toBytes = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

/** The bytes to be signed. */
export const codeBody = (kind: CodeKind, kid: number, payload: Uint8Array): Uint8Array =>
  Uint8Array.of(format, codeKinds[kind], kid, ...payload);

export const codeText = (body: Uint8Array, signature: Uint8Array): string =>
  toText(Uint8Array.of(...body, ...signature));

/** The code in a text that a reader gave: bare, or the address a QR opens (`…/q/<code>`). Undefined when it is none of ours. */
export const readCode = (text: string): SignedCode | undefined => {
  const bare = /(?:^|\/q\/)([A-Za-z0-9_-]{90,400})\/?$/.exec(text.trim())?.[1];
  if (bare === undefined) return undefined;
  try {
    const bytes = toBytes(bare);
    const kind = (Object.keys(codeKinds) as CodeKind[]).find((name) => codeKinds[name] === bytes[1]);
    const end = bytes.length - signatureLength;
    if (bytes[0] !== format || kind === undefined || end <= head) return undefined;
    return {
      kind,
      kid: bytes[2] ?? 0,
      payload: bytes.slice(head, end),
      signed: bytes.slice(0, end),
      signature: bytes.slice(end),
    };
  } catch {
    return undefined;
  }
};

/** A UUID as 16 bytes, and back: the payload of most codes begins with one. */
export const uuidBytes = (id: string): Uint8Array =>
  Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
export const uuidOf = (bytes: Uint8Array): string =>
  Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
