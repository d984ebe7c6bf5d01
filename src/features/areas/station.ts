import { type AreaPath, parentOf } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import { isTextable } from '../../core/hotline.ts';
import type { House } from '../../core/house.ts';
import * as store from './store.ts';
import type { AreaUnit } from './tree.ts';

/** The office that answers for an area of each level. */
const office = {
  nation: () => 'Bộ Y tế',
  province: (name: string) => `Trung tâm Kiểm soát bệnh tật ${name}`,
  district: (name: string) => `Trung tâm Y tế ${name}`,
  commune: (name: string) => `Trạm Y tế ${name}`,
} as const;

/** 'Trạm Y tế phường Đông Vệ': inside a name the kind of the unit is written small; a health area is not one of health twice. */
export const stationName = ({ level, name }: AreaUnit): string =>
  office[level](name.slice(0, 1).toLowerCase() + name.slice(1).replace(/^(hu vực) y tế /, '$1 '));

export type OnDuty = { name: string | null; phone: string };
export const openDuty = (house: House, row: { id: string; sealed: Buffer }): { name: string; phone: string } =>
  house.keys.open(`duty ${row.id}`, row.sealed);

/** The area and all above it, the nation last. */
export const upward = (area: AreaPath): AreaPath[] => {
  const above = parentOf(area);
  return above === undefined ? [area] : [area, ...upward(above)];
};

/**
 * Whom to tell for an area now: its roster, else its station, else the level above, up to the nation; undefined when none
 * of them has a number that a message reaches. An officer's connection sees no roster above its area: ask with the owner's.
 */
export const onDutyPhone = async (
  db: Db | Pool,
  house: House,
  area: AreaPath,
  now: Date,
): Promise<(OnDuty & { area: AreaPath }) | undefined> => {
  const areas = upward(area);
  const [duties, stations] = [await store.onDuty(db, areas, now), await store.stationsOf(db, areas)];
  for (const one of areas) {
    const duty = duties.find((row) => row.area === one);
    if (duty) return { area: one, ...openDuty(house, duty) };
    const phone = stations.find((row) => row.area === one)?.phone;
    if (phone && isTextable(phone)) return { area: one, name: null, phone };
  }
  return undefined;
};
