import { verifyAudit } from '../../core/audit.ts';
import type { Command } from '../command.ts';

export const auditCommands: Command[] = [
  {
    name: 'audit verify',
    says: 'walks the whole chain of the audit and holds it against the head kept outside the database',
    run: ({ withHouse }) =>
      withHouse(async (house) => {
        const verdict = await verifyAudit(house.database.pools.owner, house.keys, house.auditHead);
        const { ok, entries, unsealed, head, brokenAt, reason } = verdict;
        const text = ok
          ? `ok: ${entries} entries, head ${head.slice(0, 16)}`
          : `BROKEN at entry ${brokenAt}: ${reason}`;
        return { text, json: { ok, entries, unsealed, head, ...(!ok && { brokenAt, reason }) }, failed: !ok };
      }),
  },
];
