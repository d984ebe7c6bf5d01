import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CodeKind, readCode } from '../core/code.ts';
import type { House } from '../core/house.ts';

type Page = { status: number; type: string; body: string };
type RenderCode = (kind: CodeKind | undefined, code: string, url: URL, language: 'vi' | 'en') => Page;

/** Longer than any code; what is longer is not looked into. */
const longest = 400;

/**
 * `/q/<code>`, for any camera. Only the signature is looked at: the page says what kind of code it is and neither whose, nor whether
 * it still holds, so that a found or photographed card tells a stranger nothing.
 */
export const serveCodePage = async (app: FastifyInstance, house: House): Promise<void> => {
  const bundle = fileURLToPath(new URL('../../dist/portal/server.js', import.meta.url));
  if (!existsSync(bundle)) return;
  const { renderCode } = (await import(bundle)) as { renderCode: RenderCode };

  const kindOf = (text: string): CodeKind | undefined => {
    const code = text.length > longest ? undefined : readCode(text);
    return code && house.keys.isSigned(code.kid, code.signed, code.signature) ? code.kind : undefined;
  };

  app.get('/q/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const given = (request.params as { '*': string })['*'].replace(/\/$/, '');
    const { lang } = request.query as { lang?: unknown };
    const kind = kindOf(given);
    const code = kind ? given : '';
    const page = renderCode(kind, code, new URL(`/q/${code}`, house.publicUrl()), lang === 'en' ? 'en' : 'vi');
    return reply
      .code(page.status)
      .type(page.type)
      .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' })
      .send(page.body);
  });
};
