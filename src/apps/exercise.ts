import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import type { House } from '../core/house.ts';

/** What stands on top of every page of an exercise, on paper too. */
const band = `<div role="note" class="exercise" style="background:#7a2e00;color:#fff;font:600 12px/1.7 system-ui,sans-serif;text-align:center;padding:0 4px"><span lang="vi">Dữ liệu tập dượt, không có thật</span> · <span lang="en">Exercise data</span></div>`;

/**
 * Makes the clock of a page the one of the exercise: screens ask the device for the time, and the device shows another. The
 * time is in the script itself, so that it counts before the first line of an app.
 */
const scriptAt = (now: number): string => `(() => {
  const Real = Date;
  let ahead = 0;
  const look = (at) => {
    ahead = Math.round((at - Real.now()) / 1000) * 1000;
  };
  class ExerciseDate extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + ahead);
      else super(...given);
    }
    static now() {
      return Real.now() + ahead;
    }
    static [Symbol.hasInstance](value) {
      return value instanceof Real;
    }
  }
  look(${now});
  globalThis.Date = ExerciseDate;
  const ask = () => fetch('/exercise.json').then((answer) => answer.json());
  setInterval(() => ask().then(({ at }) => look(at)).catch(() => {}), 15000);
})();
`;

/** Apart from the portal, whose pages hold no script. */
const isApp = (url: string): boolean => !/^\/(portal|huong-dan)(\/|\?|$)/.test(url);
const isPage = (type: unknown): boolean => String(type ?? '').startsWith('text/html');

/** The documentation of the API has no body of its own to begin with. */
const marked = (html: string, url: string): string =>
  html
    .replace(/<head[^>]*>/, (head) => (isApp(url) ? `${head}<script src="/exercise.js"></script>` : head))
    .replace(/<body[^>]*>|(?=<h1)/, (start) => `${start}${band}`);

/** A phone that keeps pages for later must not show one from before or after the exercise. */
const withOwnShell = (worker: string): string =>
  worker.replace(/(url:"index\.html",revision:")(\w+)/, (_, begin, revision) => `${begin}${revision}-exercise`);

/**
 * Says on every page of an exercise that nothing in it is real, and gives the apps its time. All of it is added on the way
 * out: pages of a real installation hold nothing of it.
 */
export const markExercise = (app: FastifyInstance, house: House): void => {
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/') || request.url.includes('/assets/')) return;
    // Pages go out whole and plain, for they are changed.
    for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete request.headers[name];
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const isWorker = request.url === '/service-worker.js';
    if (!isPage(reply.getHeader('content-type')) && !isWorker) return payload;
    if (payload === null || payload === undefined) return payload;
    const whole =
      typeof payload === 'string'
        ? payload
        : Buffer.isBuffer(payload)
          ? String(payload)
          : await text(payload as Readable);
    const changed = isWorker ? withOwnShell(whole) : marked(whole, request.url);
    reply.removeHeader('content-length').removeHeader('etag').removeHeader('last-modified');
    reply.header('cache-control', 'no-store');
    return changed;
  });
  app.get('/exercise.js', async (_, reply) =>
    reply.type('text/javascript').header('cache-control', 'no-store').send(scriptAt(house.clock.now().getTime())),
  );
  app.get('/exercise.json', async (_, reply) =>
    reply.header('cache-control', 'no-store').send({ at: house.clock.now().getTime() }),
  );
};
