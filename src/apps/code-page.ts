import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CodeKind, readCode } from '../core/code.ts';
import type { House } from '../core/house.ts';
import { whereOf } from '../core/log.ts';
import { findByText, readTyped, showPublic } from '../features/venues/index.ts';

type Page = { status: number; type: string; body: string };
type Place = Awaited<ReturnType<typeof showPublic>>;
type RenderCode = (kind: CodeKind | undefined, code: string, url: URL, language: 'vi' | 'en', place?: Place) => Page;

/** Longer than any code; what is longer is not looked into. */
const longest = 400;

/**
 * `/q/<code>`, for any camera. Of a person's code only the signature is looked at: the page says what kind of code it is and neither
 * whose, nor whether it still holds, so that a found or photographed card tells a stranger nothing. A venue's says what stands at its door.
 */
export const serveCodePage = async (app: FastifyInstance, house: House): Promise<void> => {
  const bundle = fileURLToPath(new URL('../../dist/portal/server.js', import.meta.url));
  if (!existsSync(bundle)) return;
  const { renderCode } = (await import(bundle)) as { renderCode: RenderCode };

  const kindOf = (text: string): CodeKind | undefined => {
    const code = text.length > longest ? undefined : readCode(text);
    return code && house.keys.isSigned(code.kid, code.signed, code.signature) ? code.kind : undefined;
  };

  /** Without the database the page still leads on: it only names no place. */
  const placeOf = async (code: string): Promise<Place | undefined> => {
    try {
      const venue = await findByText(house, house.database.door, code);
      return venue && (await showPublic(house, venue));
    } catch (error) {
      house.log.error('code page without its place', whereOf(error));
      return undefined;
    }
  };

  app.get('/q/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const given = (request.params as { '*': string })['*'].replace(/\/$/, '');
    const { lang } = request.query as { lang?: unknown };
    const signed = kindOf(given);
    // The eight signs printed beside a venue's code lead where it does; they are no secret, the lookup at a door takes them too.
    const typed = signed ? undefined : readTyped(given);
    const place = signed === 'venue' || typed !== undefined ? await placeOf(typed ?? given) : undefined;
    const kind = signed ?? (place && 'venue');
    const code = kind ? (typed ?? given) : '';
    const page = renderCode(kind, code, new URL(`/q/${code}`, house.publicUrl()), lang === 'en' ? 'en' : 'vi', place);
    return reply
      .code(page.status)
      .type(page.type)
      .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' })
      .send(page.body);
  });
};
