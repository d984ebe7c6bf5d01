import type { Contract, GotReply, ParamsOf, SentBody, SentQuery } from './contract.ts';
import type { ProblemCode, WireProblem } from './problem.ts';
import { randomPart } from './random.ts';

/** What went wrong, for a screen: `offline` when no answer came, else the server's problem. */
export class CallError extends Error {
  readonly code: ProblemCode | 'offline';
  readonly problem: WireProblem | undefined;
  constructor(code: ProblemCode | 'offline', problem?: WireProblem) {
    super(problem?.title ?? code);
    this.code = code;
    this.problem = problem;
  }
}

type Given<C extends Contract, K extends keyof C> = (Record<never, never> extends ParamsOf<K>
  ? { params?: never }
  : { params: ParamsOf<K> }) &
  (undefined extends SentBody<C[K]> ? { body?: never } : { body: SentBody<C[K]> }) & { query?: SentQuery<C[K]> };

const language = (): string => (typeof document === 'undefined' ? 'vi' : document.documentElement.lang || 'vi');

/** A typed client of one contract; the contract itself is imported as a type only. */
export const client =
  <C extends Contract>(base = '/api/v1', headers: Record<string, string> = {}) =>
  async <K extends keyof C & string>(key: K, given: Given<C, K>, signal?: AbortSignal): Promise<GotReply<C[K]>> => {
    const [method, pattern] = key.split(' ') as [string, string];
    const params = (given.params ?? {}) as Record<string, string>;
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const query = new URLSearchParams(
      Object.entries(given.query ?? {}).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])),
    );
    const isFile = given.body instanceof Blob;
    const response = await fetch(`${base}${path}${query.size > 0 ? `?${query}` : ''}`, {
      method,
      headers: {
        'accept-language': language(),
        ...(given.body !== undefined && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      credentials: 'same-origin',
      ...(given.body !== undefined && { body: isFile ? (given.body as Blob) : JSON.stringify(given.body) }),
      ...(signal && { signal }),
    }).catch(() => {
      throw new CallError('offline');
    });
    const reply = await response.json().catch(() => undefined);
    if (!response.ok) throw new CallError(reply?.code ?? (response.status >= 502 ? 'offline' : 'server.failed'), reply);
    return reply;
  };

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** UUIDv7 (RFC 9562): milliseconds first, so ids made later sort later. */
export const newId = (now = Date.now()): string => {
  const bytes = new Uint8Array(16);
  bytes.set(randomPart(10), 6);
  for (const [i, shift] of [40, 32, 24, 16, 8, 0].entries()) bytes[i] = Math.floor(now / 2 ** shift) & 255;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.reduce((text, byte) => text + hexOf[byte], '');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
