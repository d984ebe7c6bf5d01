import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AreaPath } from '../core/area.ts';
import type { House } from '../core/house.ts';
import { whereOf } from '../core/log.ts';
import { areaTree, findArea, focalPointsFor } from '../features/areas/index.ts';
import { publishedMilestones } from '../features/investigations/index.ts';
import { publicSummary } from '../features/statistics/index.ts';

type Published = NonNullable<Awaited<ReturnType<typeof publishedMilestones>>>['items'];
type Page = { status: number; type: string; body: string };
type Data = {
  summary: (area: AreaPath) => Promise<Awaited<ReturnType<typeof publicSummary>> | null>;
  provinces: () => Promise<readonly { path: string; name: string }[]>;
  focalPoints: (area: AreaPath) => Promise<Awaited<ReturnType<typeof focalPointsFor>> | null | undefined>;
  milestones: (area: AreaPath) => Promise<Published | null | undefined>;
};
type Render = (data: Data, url: URL, language: 'vi' | 'en') => Promise<Page>;

type Kept = { status: number; type: string; body: Buffer; gzip: Buffer; etag: string };
type Slot = { until: number; page: Promise<Kept>; good?: Kept };

/** How long a rendered page is given again, in milliseconds; how many are kept at most. */
const fresh = 5_000;
const most = 500;
/** Of places where cases have been the newest so many: what makes a page of at most 60 kB. */
const mostMilestones = 60;

/** What the portal shows of this house. A failing database makes figures unavailable, not the guidance beside them. */
const dataOf = (house: House): Data => {
  const failed = (error: unknown) => house.log.error('portal figures failed', whereOf(error));
  return {
    summary: (area) =>
      publicSummary(house, area).catch((error) => {
        failed(error);
        return null;
      }),
    focalPoints: async (area) => {
      try {
        const unit = await findArea(house, area);
        return unit && (await focalPointsFor(house, unit.path));
      } catch (error) {
        failed(error);
        return null;
      }
    },
    milestones: async (area) => {
      try {
        return (await publishedMilestones(house, area, undefined, mostMilestones))?.items;
      } catch (error) {
        failed(error);
        return null;
      }
    },
    provinces: async () => {
      try {
        return (await areaTree(house)).childrenOf('' as AreaPath);
      } catch (error) {
        failed(error);
        return [];
      }
    },
  };
};

/**
 * Keeps rendered pages for a few seconds, one rendering at a time a page. While a page cannot be rendered in full, the last
 * good one stands: its figures say themselves what time they are true for.
 */
const keeper = (render: (url: URL) => Promise<Page>) => {
  const slots = new Map<string, Slot>();
  const keep = ({ status, type, body }: Page): Kept => ({
    status,
    type,
    body: Buffer.from(body),
    gzip: gzipSync(body),
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
  });
  return async (key: string, url: URL): Promise<Kept> => {
    const held = slots.get(key);
    if (held && held.until > performance.now()) return held.page;
    const good = held?.good;
    const slot: Slot = {
      until: performance.now() + fresh,
      page: render(url).then((page) => (page.status >= 500 && good ? good : keep(page))),
      ...(good && { good }),
    };
    if (slots.size >= most) slots.clear();
    slots.set(key, slot);
    try {
      const page = await slot.page;
      if (page.status === 200) slot.good = page;
      // What does not exist is not worth a place: its addresses have no end.
      else if (page.status === 404) slots.delete(key);
      return page;
    } catch (error) {
      slots.delete(key);
      throw error;
    }
  };
};

/** The public portal: pages rendered by `dist/portal/server.js`, kept in memory, told apart by ETag. */
export const servePortal = async (app: FastifyInstance, house: House): Promise<void> => {
  const bundle = fileURLToPath(new URL('../../dist/portal/server.js', import.meta.url));
  if (!existsSync(bundle)) return;
  const { render } = (await import(bundle)) as { render: Render };
  const data = dataOf(house);
  const kept = keeper((url) => render(data, url, url.searchParams.get('lang') === 'en' ? 'en' : 'vi'));

  const page = async (request: FastifyRequest<{ Querystring: Record<string, unknown> }>, reply: FastifyReply) => {
    const { area, lang } = request.query;
    // Only these two make a page another page. A province's own figures come first, where it named itself.
    const shown = typeof area === 'string' ? area : house.config.home;
    const query = new URLSearchParams({
      ...(shown !== '' && { area: shown }),
      ...(lang === 'en' && { lang }),
    });
    const [path = ''] = request.url.split('?', 1);
    const key = `${path}?${query}`;
    const { status, type, body, gzip, etag } = await kept(key, new URL(key, house.publicUrl()));
    reply.code(status).header('cache-control', status === 200 ? 'public, max-age=15' : 'no-store');
    if (status === 503) reply.header('retry-after', '30');
    if (status !== 200) return reply.type(type).send(body);
    reply.header('etag', etag);
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    if (type.startsWith('text/csv')) reply.header('content-disposition', 'attachment; filename="la-chan.csv"');
    reply.header('vary', 'accept-encoding');
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.type(type).send(body);
    return reply.type(type).header('content-encoding', 'gzip').send(gzip);
  };
  for (const path of ['/portal', '/portal/*', '/huong-dan', '/huong-dan/*']) app.get(path, page as never);
};
