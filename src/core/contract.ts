import type * as v from 'valibot';

/**
 * A feature's HTTP surface is one object: `'POST /declarations/:id/verification': { verb, body, reply }`. Routing,
 * validation, permission, OpenAPI and the typed client derive from it.
 */
export type Method = 'GET' | 'POST';
export type RouteKey = `${Method} /${string}`;

/**
 * `transaction`: one request, one transaction, one clock reading, one actor. `batched`: parsed and sealed before, written
 * set-wise with its neighbours. `open`: opens its transactions itself, because it waits for more than the database
 * (password hashing, exports, event streams).
 */
export type Kind = 'transaction' | 'batched' | 'open';

export type Route = {
  /** What the actor must be able to do; `public` needs no session, `session` any. */
  verb: string;
  kind?: Kind;
  query?: v.GenericSchema;
  body?: v.GenericSchema;
  /** Whose connection a transaction runs on, where it is not the actor's own: its handler asks the rights of each record. */
  scope?: 'ingest' | 'trace' | 'owner';
  /** The body is a file (CSV, XLSX): the handler gets its bytes; the client-made `id` stands in the query. */
  upload?: true;
  /** Neither receipt nor audit entry says which citizen it was, done or refused: their times would tell what the rows keep to themselves. */
  unnamed?: true;
  /** A public answer that nobody keeps, not even for seconds: what it tells may end at any moment. */
  fresh?: true;
  reply: v.GenericSchema;
  status?: 200 | 201 | 202;
  /** Largest body in bytes. Default 256 KiB. */
  bodyLimit?: number;
  summary?: string;
};

export type Contract = Record<RouteKey, Route>;
export const contract = <const C extends Contract>(routes: C): C => routes;

type Params<Key> = Key extends `${string}:${infer Name}/${infer Rest}`
  ? { [N in Name | keyof Params<`/${Rest}`>]: string }
  : Key extends `${string}:${infer Name}`
    ? { [N in Name]: string }
    : Record<never, never>;

/** What goes over the wire for a value of T: dates are text. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

type Out<S, Otherwise> = S extends v.GenericSchema ? v.InferOutput<S> : Otherwise;
type In<S, Otherwise> = S extends v.GenericSchema ? v.InferInput<S> : Otherwise;
type Part<R, Name extends string> = R extends Record<Name, infer S> ? S : undefined;

export type ParamsOf<Key> = Params<Key>;
export type QueryOf<R> = Out<Part<R, 'query'>, Record<never, never>>;
export type BodyOf<R> = R extends { upload: true } ? Buffer : Out<Part<R, 'body'>, undefined>;
/** What a handler returns: the input of the reply's schema. */
export type ReplyOf<R> = In<Part<R, 'reply'>, unknown>;
/** What a program sends and gets. */
export type SentQuery<R> = In<Part<R, 'query'>, Record<never, never>>;
export type SentBody<R> = R extends { upload: true } ? Blob : In<Part<R, 'body'>, undefined>;
export type GotReply<R> = Wire<Out<Part<R, 'reply'>, unknown>>;

export const splitKey = (key: string): { method: Method; path: string } => {
  const [method, path] = key.split(' ') as [Method, string];
  return { method, path };
};
