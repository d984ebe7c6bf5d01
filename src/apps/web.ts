import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../core/house.ts';
import { serveCodePage } from './code-page.ts';
import { servePortal } from './portal.ts';

const dist = (face: string): string => fileURLToPath(new URL(`../../dist/${face}`, import.meta.url));
const forever = 'public, max-age=31536000, immutable';

/** The three faces: citizen app at `/`, console at `/console`, portal at `/portal`, rendered on the server. */
export const serveWeb = async (app: FastifyInstance, house: House): Promise<void> => {
  const setHeaders = (reply: FastifyReply, path: string): void => {
    reply.header('cache-control', path.includes('/assets/') ? forever : 'no-cache');
  };
  for (const [face, prefix] of [
    ['citizen', '/'],
    ['console', '/console/'],
  ] as const) {
    if (!existsSync(dist(face))) continue;
    await app.register(fastifyStatic, {
      root: dist(face),
      prefix,
      decorateReply: face === 'citizen',
      cacheControl: false,
      preCompressed: true,
      wildcard: false,
      setHeaders,
    });
  }
  const shell = (face: string) => async (_: FastifyRequest, reply: FastifyReply) =>
    existsSync(dist(face))
      ? reply.header('cache-control', 'no-cache').sendFile('index.html', dist(face))
      : reply.code(503).send('npm start builds the web first');
  app.get('/console', async (_, reply) => reply.redirect('/console/'));
  app.get('/console/*', shell('console'));
  for (const path of ['/khai-bao', '/to-khai', '/to-khai/*', '/dang-nhap', '/app/*']) app.get(path, shell('citizen'));
  await servePortal(app, house);
  await serveCodePage(app, house);
};
