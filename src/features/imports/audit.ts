import { writeAudit } from '../../core/audit.ts';
import type { Db } from '../../core/db.ts';
import type { Actor } from '../../core/permission.ts';

/** A reading of rows that names no person by id: who read, of which list, and how many rows. */
export type Reader = { actor: Actor; now: Date; requestId: string };

export const auditReading = (
  db: Db,
  { actor, now, requestId }: Reader,
  route: string,
  { persons = [], ...detail }: { import: string; rows: number; persons?: readonly string[] } & Record<string, unknown>,
) =>
  writeAudit(db, {
    at: now,
    account: actor.account,
    area: actor.area,
    verb: 'import.write',
    route,
    outcome: 'done',
    persons: [...new Set(persons)],
    requestId,
    detail,
  });
