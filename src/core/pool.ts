import { Socket } from 'node:net';
import type postgres from 'postgres';

/** The first byte of PostgreSQL's answer to one it may serve; one it cannot serve now gets an error instead. */
const authentication = 'R'.charCodeAt(0);

/**
 * A socket whose loss the driver learns as an error first. After a mere close postgres.js 3.4 writes a transaction's
 * rollback to no socket, which ends the process, or lends the connection to another query while the transaction still
 * holds it, whose later statements then stand outside any transaction (its issues 1154, 1155, 1208; decision 0012).
 */
class Line extends Socket {
  /** Gives up the pool; the close is told when it is over, for what the driver has to clear away. */
  readonly #lost: () => Promise<unknown>;
  #isServed = false;
  #isEnding = false;

  constructor(lost: () => Promise<unknown>) {
    super();
    this.#lost = lost;
    this.once('data', ([first]: Buffer) => {
      this.#isServed = first === authentication;
    });
  }

  /** The driver says goodbye with a last message, Node without one when the other side has closed. */
  override end(...last: unknown[]): this {
    this.#isEnding ||= last.length > 0;
    return super.end(...(last as []));
  }

  override emit(event: string | symbol, ...rest: unknown[]): boolean {
    if (event !== 'close' || !this.#isServed || this.#isEnding) return super.emit(event as string, ...rest);
    this.#lost().then(() => super.emit('close', false));
    return super.emit('error', closed());
  }
}

const closed = () => Object.assign(new Error('the connection to the database was lost'), { code: 'CONNECTION_CLOSED' });

type Listening = { channel: string; heard: (payload: string) => void };
type Address = { host: string[]; port: number[]; path?: string | false };
/** The driver's option `socket`. Over TLS it makes another socket of this one, whose loss is then its own to bear. */
export type MakeSocket = (address: Address) => Socket;

/** After a loss everybody comes back at once; a listener can wait. */
const pause = 250;

/**
 * A pool that outlives its connections: when one is lost, the driver's pool is given up as a whole for a new one. What
 * was under way fails at once with CONNECTION_CLOSED or CONNECTION_DESTROYED, and whoever asks next connects anew.
 */
export const lastingPool = (open: (socket: MakeSocket) => postgres.Sql): postgres.Sql => {
  const listening: Listening[] = [];
  const state = { isEnded: false, turns: 0, current: start() };

  function start() {
    const transactions = new Set<(error: Error) => void>();
    const lost = (): Promise<unknown> => {
      if (!state.isEnded && state.current === generation) {
        state.current = start();
        if (listening.length > 0) setTimeout(resume, pause).unref();
      }
      for (const reject of transactions) reject(closed());
      return pool.end({ timeout: 0 });
    };
    const pool = open(({ host, port, path }) => {
      // A connection that was waiting for its turn when its pool was given up must not come to life.
      if (state.current.pool !== pool) throw closed();
      const turn = state.turns++ % host.length;
      const line = new Line(lost);
      return path ? line.connect(path) : line.connect(port[turn] as number, host[turn] as string);
    });
    const generation = { pool, transactions };
    return generation;
  }

  const resume = (): void => {
    // One that fails to connect is repeated by the driver; one that is lost comes here again.
    for (const { channel, heard } of listening) state.current.pool.listen(channel, heard).catch(() => {});
  };

  const own: Partial<Record<string | symbol, unknown>> = {
    /** The driver's own waits for ever when a statement of the transaction was still in its queue (its issue 1186). */
    begin: (...args: [never]) => {
      const { pool, transactions } = state.current;
      return new Promise((resolve, reject) => {
        transactions.add(reject);
        pool
          .begin(...args)
          .then(resolve, reject)
          .finally(() => transactions.delete(reject));
      });
    },
    listen: async (channel: string, heard: Listening['heard']) => {
      const listened = await state.current.pool.listen(channel, heard);
      listening.push({ channel, heard });
      return listened;
    },
    end: ({ timeout = 5 } = {}) => {
      state.isEnded = true;
      return state.current.pool.end({ timeout });
    },
  };
  return new Proxy(state.current.pool, {
    apply: (_, __, args) => Reflect.apply(state.current.pool, undefined, args),
    get: (_, name) => own[name] ?? Reflect.get(state.current.pool, name),
  });
};
