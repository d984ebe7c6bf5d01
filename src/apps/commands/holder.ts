import { type AreaPath, formatAreaPath, parseAreaPath } from '../../core/area.ts';
import { UsageError } from '../../core/config.ts';
import type { House } from '../../core/house.ts';
import { roles } from '../../features/accounts/index.ts';
import { findArea } from '../../features/areas/index.ts';
import type { Call, Option } from '../command.ts';

/** The options of whoever is given rights: an officer or a program. */
export const holderOptions = {
  '--area': { value: 'PATH', says: 'where the rights hold: 38.380; "" is the nation', required: true },
  '--roles': { value: 'A,B', says: roles.join(', '), required: true },
  '--name': { value: 'TEXT', says: 'who or what it is', required: true },
} as const satisfies Record<string, Option>;

export type Holder = { area: AreaPath; roles: string[]; name: string };

export const readHolder = ({ text }: Call): Holder => {
  const area = parseAreaPath(text('--area').trim());
  if (area === undefined) throw new UsageError(`--area must be a path such as 38.380, not ${text('--area')}`);
  const given = [
    ...new Set(
      text('--roles')
        .split(',')
        .map((role) => role.trim())
        .filter(Boolean),
    ),
  ];
  const unknown = given.find((role) => !roles.includes(role as never));
  if (given.length === 0 || unknown !== undefined) throw new UsageError(`--roles must be of ${roles.join(', ')}`);
  const name = text('--name').trim();
  if (name === '' || name.length > 120) throw new UsageError('--name must have 1 to 120 characters');
  return { area, roles: given, name };
};

export const mustExist = async (house: House, area: AreaPath, said: string): Promise<void> => {
  const unit = await findArea(house, area);
  if (!unit) throw new Error(`there is no area ${said} in the set of this installation`);
  if (unit.path !== area) throw new Error(`${said} is ${formatAreaPath(unit.path)} now: ${unit.name}`);
};
