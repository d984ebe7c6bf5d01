import type { ServerResponse } from 'node:http';
import type { Handlers } from '../../core/api.ts';
import { type AreaPath, formatAreaPath, isWithin, parseAreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import { whereOf } from '../../core/log.ts';
import type { verification } from './contract.ts';
import { openSessions } from './store.ts';

/** One open stream. While it is open `session` may be revoked, and the account moved to another area or other roles. */
type Subscriber = {
  area: AreaPath;
  account: string;
  roles: readonly string[];
  session: string;
  stream: ServerResponse;
};

const beat = 20_000;
/** Beats between two looks at the sessions. */
const beatsPerCheck = 3;
/** A reader that leaves so much unread is gone. */
const mostUnread = 64 << 10;

/**
 * Tells officers' screens of new urgent items and of changes in their area. One connection of the process listens; what a
 * commit notified goes to every stream whose area contains it. An event names no person: the screen reads the list again.
 */
export const liveWork = (house: House) => {
  const subscribers = new Set<Subscriber>();
  const state = {
    listening: undefined as Promise<unknown> | undefined,
    timer: undefined as NodeJS.Timeout | undefined,
    beats: 0,
  };

  const end = (subscriber: Subscriber): void => {
    subscribers.delete(subscriber);
    subscriber.stream.end();
    if (subscribers.size === 0) {
      clearInterval(state.timer);
      state.timer = undefined;
    }
  };

  const write = (subscriber: Subscriber, text: string): void => {
    if (subscriber.stream.writableLength > mostUnread) end(subscriber);
    else subscriber.stream.write(text);
  };

  /** `area|kind|work|declaration` */
  const tell = (payload: string): void => {
    const [path = '', kind, id, declaration] = payload.split('|');
    const area = parseAreaPath(path);
    if (area === undefined) return;
    const text = `event: ${kind}\ndata: ${JSON.stringify({ area: formatAreaPath(area), id, declaration })}\n\n`;
    for (const subscriber of subscribers) if (isWithin(area, subscriber.area)) write(subscriber, text);
  };

  const check = async (asked: readonly Subscriber[] = [...subscribers]): Promise<void> => {
    const sessions = asked.map(({ session }) => session);
    const open = await openSessions(house.database.door, sessions, house.clock.now());
    const isAsBefore = ({ session, area, roles }: Subscriber): boolean => {
      const now = open.get(session);
      return now?.area === area && now.roles.join() === roles.join();
    };
    for (const subscriber of asked) if (!isAsBefore(subscriber)) end(subscriber);
  };

  /**
   * An account that was moved, suspended or reset: its streams end here and now, and the screen asks again with the rights it
   * has. What changed at the old place after that comes after this on the same connection, so none of it is told.
   */
  const endAccount = (account: string): void => {
    for (const subscriber of [...subscribers]) {
      if (subscriber.account !== account) continue;
      subscriber.stream.write('event: account\ndata: {}\n\n');
      end(subscriber);
    }
  };

  const onBeat = (): void => {
    for (const subscriber of [...subscribers]) write(subscriber, ': still here\n\n');
    state.beats += 1;
    if (state.beats % beatsPerCheck === 0)
      check().catch((error) => house.log.warn('sessions of streams not checked', whereOf(error)));
  };

  /** The driver listens again by itself after a lost connection. */
  const listen = (): Promise<unknown> => {
    const { owner } = house.database.pools;
    state.listening ??= Promise.all([owner.listen('work', tell), owner.listen('account', endAccount)]).catch(
      (error) => {
        state.listening = undefined;
        throw error;
      },
    );
    return state.listening;
  };

  const handlers = {
    'GET /work/events': async ({ actor, http }) => {
      await listen();
      http.hijack();
      const stream = http.raw;
      stream.writeHead(200, {
        ...(http.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // A reverse proxy must not wait for the end.
        'x-accel-buffering': 'no',
      });
      const { area, account, roles, session } = actor;
      const subscriber: Subscriber = { area, account, roles, session, stream };
      stream.on('close', () => end(subscriber));
      stream.on('error', () => end(subscriber));
      subscribers.add(subscriber);
      state.timer ??= setInterval(onBeat, beat).unref();
      stream.write('retry: 5000\n\n');
      // The account may have been moved since the request was let in.
      check([subscriber]).catch((error) => house.log.warn('session of a stream not checked', whereOf(error)));
      return undefined;
    },
  } satisfies Partial<Handlers<typeof verification>>;

  return {
    handlers,
    check,
    /** Ends the streams before the server stops; the screens reconnect to the next one. */
    drain: async (): Promise<void> => {
      for (const subscriber of [...subscribers]) end(subscriber);
    },
  };
};
