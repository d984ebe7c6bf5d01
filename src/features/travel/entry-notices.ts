import { type AreaPath, parentOf } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { areaName, onDutyPhone } from '../areas/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import type { EntryState } from './entry-store.ts';

/** No personal data: a phone lies about. */
const texts = {
  due: (gate: string, area: string) =>
    `La Chan: 1 nguoi nhap canh qua ${gate} phai cach ly, noi den la ${area}. Mo trang Nhap canh de xem.`,
  lifted: (gate: string, area: string) =>
    `La Chan: 1 nguoi nhap canh qua ${gate}, noi den la ${area}, khong con phai cach ly. Mo trang Nhap canh de xem.`,
};

type Change = { area: AreaPath; gate: string; before: EntryState; after: EntryState };

/** The station of the commune of stay and the level above prepare for whom a gate sends into quarantine. To be told within the whole country. */
export const tellDestination = async (
  house: House,
  db: Db,
  { area, gate, before, after }: Change,
  now: Date,
): Promise<void> => {
  if ((before === 'quarantine') === (after === 'quarantine')) return;
  const text = texts[after === 'quarantine' ? 'due' : 'lifted'](
    withoutMarks(gate),
    withoutMarks(await areaName(house, area)),
  );
  const above = parentOf(area);
  const duties = [
    await onDutyPhone(db, house, area, now),
    above === undefined ? undefined : await onDutyPhone(db, house, above, now),
  ];
  for (const to of new Set(duties.flatMap((duty) => duty?.phone ?? []))) {
    await sendMessage(db, house, { to, channel: 'sms', purpose: 'entries', text });
  }
};
