import { handlers } from '../../core/api.ts';
import { sealAudit } from '../../core/audit.ts';
import { wrongCursor } from '../../core/cursor.ts';
import type { Feature, House } from '../../core/house.ts';
import { areaName } from '../areas/index.ts';
import { audit } from './contract.ts';
import * as store from './store.ts';

/** The number of an entry, as `next` gives it. */
const seqOf = (after: string): number => (/^\d{0,15}$/.test(after) ? Number(after) : wrongCursor());

const auditApi = (house: House) =>
  handlers(audit, {
    'GET /audit': async ({ query, actor }) => {
      const { owner } = house.database.pools;
      await sealAudit(owner, house.keys, house.auditHead);
      const rows = await store.listEntries(owner, {
        area: actor.area,
        after: query.after === undefined ? 0 : seqOf(query.after),
        person: query.person,
        limit: query.limit + 1,
      });
      const page = rows.slice(0, query.limit);
      const items = await Promise.all(
        page.map(async (row) => ({ ...row, areaName: row.area === null ? null : await areaName(house, row.area) })),
      );
      return { items, next: rows.length > query.limit ? String(items.at(-1)?.seq) : null };
    },
  });

export const auditFeature = (house: House): Feature => ({
  name: 'audit',
  contract: audit,
  handlers: auditApi(house),
  jobs: [
    {
      name: 'audit seal',
      everySeconds: 1,
      run: async () => ({ sealed: await sealAudit(house.database.pools.owner, house.keys, house.auditHead) }),
    },
  ],
});
