import type { FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { writeAudit } from './audit.ts';
import type { BodyOf, Contract, ParamsOf, QueryOf, ReplyOf, Route } from './contract.ts';
import { bodyHash, uuidOfHash } from './crypto.ts';
import { type Db, isOutage, isRace, type Scope, scopeOf } from './db.ts';
import type { House } from './house.ts';
import { type Actor, isCitizen } from './permission.ts';
import { fail, Problem } from './problem.ts';

/** What every handler gets: one request, one clock reading, one actor. */
type Call<K, R> = {
  params: ParamsOf<K>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  now: Date;
  requestId: string;
  /** The body as sent, before its schema: what the same id is compared by. */
  raw: unknown;
  actor: R extends { verb: 'public' } ? Actor | undefined : Actor;
};
/** Inside a transaction: `saw` names the persons an officer has read, `note` adds to the audit entry. */
export type Transaction = {
  db: Db;
  saw: (persons: readonly string[]) => void;
  note: (detail: Record<string, unknown>) => void;
};
/**
 * An open route waits for more than the database, so it opens its transactions itself. What it writes after the waiting goes
 * through `settle`: one transaction under the actor's scope with receipt and audit entry, as a transaction route has it.
 */
type Open<T> = {
  request: FastifyRequest;
  http: FastifyReply;
  settle: (work: (call: Transaction) => Promise<T>) => Promise<T>;
};
/** A batched answer says itself whether it is new (201) or given again (200). */
export type Batched<T> = { status: number; reply: T };

type Handler<K, R> = R extends { kind: 'open' }
  ? (call: Call<K, R> & Open<ReplyOf<R>>) => Promise<ReplyOf<R>>
  : R extends { kind: 'batched' }
    ? (call: Call<K, R>) => Promise<Batched<ReplyOf<R>>>
    : (call: Call<K, R> & Transaction) => Promise<ReplyOf<R>>;

export type Handlers<C extends Contract> = { [K in keyof C]: Handler<K, C[K]> };
/** Checks a feature's handlers against its contract. */
export const handlers = <C extends Contract>(_: C, given: Handlers<C>): Handlers<C> => given;

type AnyCall = Call<string, Route> & { request: FastifyRequest; http: FastifyReply; key: string; path: string };
export type Answer = { status: number; reply: unknown };

const uniqueViolation = '23505';
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** PostgreSQL's own refusals become codes here and nowhere else. */
export const asProblem = (error: unknown): unknown => {
  const code = codeOf(error);
  if (error instanceof Problem || code === undefined) return error;
  if (code === uniqueViolation) return new Problem('record.conflict');
  // A row the policy refuses lies outside; a missing grant is our own mistake and stays a 500.
  if (code === '42501' && error instanceof Error && error.message.includes('row-level security'))
    return new Problem('record.missing');
  if (isOutage(error) || /^(53|57)/.test(code)) return new Problem('server.busy');
  return error;
};

/** Runs one route for one parsed request. */
export const runRoute = async (house: House, route: Route, handler: unknown, call: AnyCall): Promise<Answer> => {
  const { kind = 'transaction' } = route;
  const own = handler as (call: AnyCall & Partial<Transaction & Open<unknown>>) => Promise<unknown>;
  if (kind === 'open') return runOpen(house, route, own, call);
  if (kind === 'batched') {
    const { status, reply } = (await own(call)) as Answer;
    return { status, reply: shape(route, reply) };
  }
  return transact(house, route, own, call);
};

const runOpen = async (
  house: House,
  route: Route,
  handler: (call: AnyCall & Open<unknown>) => Promise<unknown>,
  call: AnyCall,
): Promise<Answer> => {
  const settled: Answer[] = [];
  const settle = async (work: (call: Transaction) => Promise<unknown>): Promise<unknown> => {
    const answer = await transact(house, route, work, call);
    settled.push(answer);
    return answer.reply;
  };
  const reply = await handler({ ...call, settle });
  return settled[0] ?? { status: statusOf(route, call), reply: shape(route, reply) };
};

const transact = async (
  house: House,
  route: Route,
  work: (call: AnyCall & Transaction) => Promise<unknown>,
  call: AnyCall,
): Promise<Answer> => {
  try {
    return await inTransaction(house, route, work, call);
  } catch (error) {
    // A twin of this request may have been first, and what it did is why this one was refused; the second try finds its receipt.
    if (isRace(error)) return inTransaction(house, route, work, call);
    const claim = claimOf(house, route, call);
    if (!claim || !(error instanceof Problem) || error.status <= 403) throw error;
    const first = await house.database.within(scopeFor(route, call), (db) => findReceipt(house, db, claim));
    if (first) return first;
    throw error;
  }
};

/** A write with an id, by somebody: what its receipt is found and compared by. */
type Claim = { id: string; route: string; account: string; hash: Buffer };

const claimOf = (house: House, route: Route, { actor, key, path, raw, ...call }: AnyCall): Claim | undefined => {
  const id = idOf(call);
  if (id === undefined) return undefined;
  // Without an account what was sent is all that says who.
  const account =
    actor === undefined || isUnnamed(route, actor)
      ? uuidOfHash(house.keys.hash('receipt', `${id} ${actor?.account ?? ''}`))
      : actor.account;
  return { id, route: key, account, hash: bodyHash(path, raw) };
};

/** Whether nothing that is kept says that it was this actor. */
export const isUnnamed = ({ unnamed }: Route, actor: Actor): boolean => unnamed === true && isCitizen(actor);

/** The first answer to the same write; a conflict when its id stands for another one. */
const findReceipt = async (house: House, db: Db, { id, route, account, hash }: Claim): Promise<Answer | undefined> => {
  const [receipt] = await db<{ actor: string; bodyHash: Buffer; reply: Buffer }[]>`
    select actor, body_hash, reply from receipt where id = ${id} and route = ${route}`;
  if (!receipt) return undefined;
  if (receipt.actor !== account || !receipt.bodyHash.equals(hash)) fail('record.conflict');
  return { status: 200, reply: house.keys.open(`receipt ${id}`, receipt.reply) };
};

const scopeFor = ({ scope }: Route, { actor }: AnyCall): Scope =>
  scope ? { role: scope } : actor === undefined ? { role: 'door' } : scopeOf(actor);

const statusOf = (route: Route, call: AnyCall): number => route.status ?? (idOf(call) === undefined ? 200 : 201);
/** In the body; of an upload in the query. */
const idOf = ({ body, query }: Pick<AnyCall, 'body' | 'query'>): string | undefined =>
  ((Buffer.isBuffer(body) ? query : body) as { id?: string } | undefined)?.id;
const shape = (route: Route, reply: unknown): unknown =>
  route.reply.type === 'unknown' ? reply : v.parse(route.reply, reply);

const inTransaction = (
  house: House,
  route: Route,
  handler: (call: AnyCall & Transaction) => Promise<unknown>,
  call: AnyCall,
): Promise<Answer> => {
  const { actor, now, key, requestId } = call;
  const claim = claimOf(house, route, call);
  return house.database.within(scopeFor(route, call), async (db) => {
    const first = claim && (await findReceipt(house, db, claim));
    if (first) return first;
    const seen: string[] = [];
    const notes: Record<string, unknown> = {};
    const reply = shape(
      route,
      await handler({
        ...call,
        db,
        saw: (persons) => seen.push(...persons),
        note: (detail) => Object.assign(notes, detail),
      }),
    );
    if (claim) {
      const { id, route: of, account, hash } = claim;
      await db`insert into receipt (id, route, actor, body_hash, reply, at)
        values (${id}, ${of}, ${account}, ${hash}, ${house.keys.seal(`receipt ${id}`, reply)}, ${now})`;
    }
    const isRead = key.startsWith('GET ');
    if (actor && (!isRead || (seen.length > 0 && actor.kind !== 'citizen'))) {
      const { account = null, area = null } = isUnnamed(route, actor) ? {} : actor;
      await writeAudit(db, {
        at: now,
        account,
        area,
        verb: route.verb,
        route: key,
        outcome: 'done',
        persons: [...new Set(seen)],
        requestId,
        detail: Object.keys(notes).length > 0 ? notes : claim ? { id: claim.id } : null,
      });
    }
    return { status: statusOf(route, call), reply };
  });
};
