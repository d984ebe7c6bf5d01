import { readFile, rename, writeFile } from 'node:fs/promises';
import type { AreaPath } from './area.ts';
import { newId } from './client.ts';
import { canonical, type Keys } from './crypto.ts';
import type { Db, Pool } from './db.ts';
import { type Actor, isCitizen } from './permission.ts';

/**
 * Who did or read what. A transaction appends its entry unchained (a chain inside would make every writer wait for the one
 * before); the sealer chains committed entries with a keyed MAC and writes the head outside the database, so that neither a
 * changed entry nor a cut tail goes unseen.
 */
export type AuditEntry = {
  id: string;
  at: Date;
  account: string | null;
  area: AreaPath | null;
  verb: string;
  route: string;
  outcome: 'done' | 'refused';
  persons: readonly string[];
  requestId: string;
  detail: Record<string, unknown> | null;
};

export type NewAuditEntry = Omit<AuditEntry, 'id'>;

export const writeAudit = (db: Db | Pool, entry: NewAuditEntry) =>
  db`insert into audit_inbox (id, at, account, area, verb, route, outcome, persons, request_id, detail)
     values (${newId(entry.at.getTime())}, ${entry.at}, ${entry.account}, ${entry.area}, ${entry.verb}, ${entry.route},
             ${entry.outcome}, ${[...entry.persons]}::uuid[], ${entry.requestId}, ${entry.detail && db.json(entry.detail as never)})`;

/** What a flush writes of many requests, as rows of its statement: one entry for all citizens, one for each officer. */
export const auditsOf = <Item extends { actor: Actor; requestId: string }>(
  items: readonly Item[],
  now: Date,
  personOf?: (item: Item) => string,
): Record<string, unknown>[] =>
  [...Map.groupBy(items, ({ actor }) => (isCitizen(actor) ? '' : actor.account)).values()].map((group) => {
    const { actor, requestId } = group[0] as Item;
    return {
      id: newId(now.getTime()),
      account: isCitizen(actor) ? null : actor.account,
      area: isCitizen(actor) ? null : actor.area,
      ...(personOf && { persons: group.map(personOf) }),
      request: requestId,
      detail: { count: group.length },
    };
  });

export type Head = { seq: number; mac: string };

const textOf = (seq: number, previous: string, entry: AuditEntry): string =>
  canonical([
    seq,
    previous,
    entry.id,
    new Date(entry.at).toISOString(),
    entry.account,
    entry.area,
    entry.verb,
    entry.route,
    entry.outcome,
    entry.persons,
    entry.requestId,
    entry.detail,
  ]);

const readHead = async (file: string): Promise<Head | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Head);
};

const writeHead = async (file: string, head: Head): Promise<void> => {
  // A name of its own: the server and the operator's tool may seal at the same moment.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(head)}\n`, { mode: 0o600 });
  await rename(draft, file);
};

const sealedAtOnce = 5_000;

/** Moves committed entries into the chain and answers how many. One sealer at a time: the table lock waits for the other. */
export const sealAudit = async (owner: Pool, keys: Keys, headFile: string): Promise<number> => {
  const sealed = await owner.begin(async (db) => {
    await db`lock table audit_entry in share row exclusive mode`;
    const entries = await db<AuditEntry[]>`
      delete from audit_inbox where id in (select id from audit_inbox order by at, id limit ${sealedAtOnce}) returning *`;
    if (entries.length === 0) return undefined;
    entries.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
    const [last] = await db<{ seq: number; mac: Buffer }[]>`select seq, mac from audit_entry order by seq desc limit 1`;
    const head: Head = { seq: last?.seq ?? 0, mac: last?.mac.toString('hex') ?? '' };
    const rows = entries.map((entry) => {
      head.seq += 1;
      head.mac = keys.auditMac(textOf(head.seq, head.mac, entry)).toString('hex');
      return { ...entry, seq: head.seq, mac: `\\x${head.mac}` };
    });
    await db`
      insert into audit_entry (seq, id, at, account, area, verb, route, outcome, persons, request_id, detail, mac)
      select seq, id, at, account, area, verb, route, outcome, persons, "requestId", detail, mac
      from jsonb_to_recordset(${db.json(rows as never)}) as r(seq bigint, id uuid, at timestamptz, account uuid, area text, verb text,
        route text, outcome text, persons uuid[], "requestId" text, detail jsonb, mac bytea)`;
    return { head, count: rows.length };
  });
  if (!sealed) return 0;
  await writeHead(headFile, sealed.head);
  return sealed.count === sealedAtOnce ? sealed.count + (await sealAudit(owner, keys, headFile)) : sealed.count;
};

export type AuditVerdict = {
  ok: boolean;
  entries: number;
  unsealed: number;
  head: string;
  brokenAt?: number;
  reason?: string;
};

/** Walks the whole chain: linear in its entries, in pages of 10,000. */
export const verifyAudit = async (owner: Pool, keys: Keys, headFile: string): Promise<AuditVerdict> => {
  await sealAudit(owner, keys, headFile);
  const recorded = await readHead(headFile);
  const state = { seq: 0, mac: '' };
  const [{ count: unsealed } = { count: 0 }] = await owner<
    { count: number }[]
  >`select count(*)::int as count from audit_inbox`;
  const broken = (brokenAt: number, reason: string): AuditVerdict => ({
    ok: false,
    entries: state.seq,
    unsealed,
    head: state.mac,
    brokenAt,
    reason,
  });
  for (;;) {
    const page = await owner<(AuditEntry & { seq: number; mac: Buffer })[]>`
      select * from audit_entry where seq > ${state.seq} order by seq limit 10000`;
    for (const entry of page) {
      if (entry.seq !== state.seq + 1) return broken(state.seq + 1, 'an entry is missing');
      const mac = keys.auditMac(textOf(entry.seq, state.mac, entry)).toString('hex');
      if (mac !== entry.mac.toString('hex')) return broken(entry.seq, 'an entry was changed');
      state.seq = entry.seq;
      state.mac = mac;
      if (recorded?.seq === entry.seq && recorded.mac !== mac)
        return broken(entry.seq, 'the chain is not the one whose head was recorded');
    }
    if (page.length < 10_000) break;
  }
  if (recorded && recorded.seq > state.seq) return broken(state.seq + 1, 'entries after this one were removed');
  return { ok: true, entries: state.seq, unsealed, head: state.mac };
};
