import * as v from 'valibot';
import type { AreaPath } from '../../core/area.ts';
import { fold } from '../../core/fold.ts';
import { parsePhone } from '../../core/phone.ts';
import { Hours, NewVenue, Point, Vehicle } from './contract.ts';
import { kindOfWord, type VenueKind, vehicleKinds } from './rules.ts';
import { writtenHours } from './written-hours.ts';

export type ReadVenue = {
  name: string;
  kind: VenueKind;
  area: AreaPath;
  address?: string;
  phone?: string;
  point?: v.InferOutput<typeof Point>;
  hours?: v.InferOutput<typeof Hours>;
  vehicle?: v.InferOutput<typeof Vehicle>;
};
export type Wrong = { field: string; code: string };

/** The columns of a list, as their heads are folded. */
export const heads = {
  name: ['name', 'ten', 'ten dia diem', 'dia diem', 'venue'],
  kind: ['kind', 'loai', 'loai hinh', 'type'],
  commune: ['commune', 'xa', 'phuong', 'xa phuong', 'phuong xa', 'ma xa', 'area'],
  district: ['district', 'huyen', 'quan huyen'],
  address: ['address', 'dia chi'],
  phone: ['phone', 'dien thoai', 'so dien thoai', 'sdt'],
  point: ['point', 'toa do', 'coordinates', 'gps'],
  lat: ['lat', 'latitude', 'vi do'],
  lon: ['lon', 'lng', 'long', 'longitude', 'kinh do'],
  hours: ['hours', 'gio mo cua', 'gio hoat dong', 'opening hours'],
  closes: ['closes', 'gio dong cua'],
  plate: ['plate', 'bien so', 'bien so xe', 'bien kiem soat'],
  route: ['route', 'tuyen', 'tuyen duong', 'lo trinh'],
  trip: ['trip', 'chuyen', 'so chuyen'],
} as const;
export type Head = keyof typeof heads;
type Cell = (head: Head) => string;

const texts = {
  name: NewVenue.entries.name,
  address: NewVenue.entries.address,
  plate: Vehicle.entries.plate,
  route: Vehicle.entries.route,
  trip: Vehicle.entries.trip,
};
const wrongTexts = (cell: Cell): Wrong[] =>
  Object.entries(texts).flatMap(([field, schema]) => {
    const text = cell(field as keyof typeof texts);
    const { issues } = v.safeParse(schema, text);
    return text !== '' && issues ? [{ field, code: issues[0].message }] : [];
  });

/** Degrees, with a point or, as Vietnamese workbooks write them, a comma. */
const degrees = (text: string): number | undefined =>
  /^-?\d{1,3}([.,]\d{1,15})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
/** Both in one cell, as maps give them: `19.8067, 105.7852`. */
const pair = /^(-?\d{1,3}\.\d{1,15}) ?[,; ] ?(-?\d{1,3}\.\d{1,15})$/;

const readPoint = (cell: Cell): Pick<ReadVenue, 'point'> & { wrong?: Wrong[] } => {
  const [, first, second] = pair.exec(cell('point')) ?? [];
  if (cell('point') !== '' && first === undefined) return { wrong: [{ field: 'point', code: 'point.format' }] };
  const said = { lat: first ?? cell('lat'), lon: second ?? cell('lon') };
  if (said.lat === '' && said.lon === '') return {};
  const point = { lat: degrees(said.lat), lon: degrees(said.lon) };
  const wrong = (['lat', 'lon'] as const).flatMap((field): Wrong[] => {
    if (said[field] === '') return [{ field, code: 'field.missing' }];
    if (point[field] === undefined) return [{ field, code: 'point.format' }];
    return v.is(Point.entries[field], point[field]) ? [] : [{ field, code: 'point.range' }];
  });
  return v.is(Point, point) ? { point } : { wrong };
};

/** Opening and closing stand in one cell, or in two. */
const readHours = (cell: Cell): Pick<ReadVenue, 'hours'> & { wrong?: Wrong[] } => {
  const [text, closing] = [cell('hours'), cell('closes')];
  if (text === '' && closing === '') return {};
  const hours = writtenHours(closing === '' ? text : `${text}–${closing}`);
  if (!hours) return { wrong: [{ field: 'hours', code: 'hours.format' }] };
  return v.is(Hours, hours) ? { hours } : { wrong: [{ field: 'hours', code: 'hours.too_many' }] };
};

const readVehicle = (cell: Cell): ReadVenue['vehicle'] => {
  const said = (['plate', 'route', 'trip'] as const).flatMap((part) => (cell(part) ? [[part, cell(part)]] : []));
  return said.length > 0 ? Object.fromEntries(said) : undefined;
};

type Find = (place: { commune: string; district: string; province: string }) => AreaPath | { code: string };

/** A row as a venue, or everything that is wrong in it. */
export const readRow = (cell: Cell, find: Find): ReadVenue | Wrong[] => {
  const area = find({ commune: cell('commune'), district: cell('district'), province: '' });
  const name = cell('name').normalize('NFC');
  const kind = cell('kind') === '' ? 'other' : kindOfWord(fold(cell('kind')));
  const phone = cell('phone') === '' ? undefined : parsePhone(cell('phone'));
  const [{ point, wrong: wrongPoint = [] }, { hours, wrong: wrongHours = [] }] = [readPoint(cell), readHours(cell)];
  const vehicle = readVehicle(cell);
  const wrong = [
    ...(name === '' ? [{ field: 'name', code: 'field.missing' }] : []),
    ...wrongTexts(cell),
    ...(typeof area === 'string' ? [] : [{ field: 'commune', code: area.code }]),
    ...(kind ? [] : [{ field: 'kind', code: 'field.choice' }]),
    // However short people ride together, they are contacts: a bus that passes for a shop would lose them.
    ...(kind && vehicle && !vehicleKinds.has(kind) ? [{ field: 'kind', code: 'venue.not_vehicle' }] : []),
    ...(cell('phone') !== '' && phone === undefined ? [{ field: 'phone', code: 'phone.format' }] : []),
    ...wrongPoint,
    ...wrongHours,
  ];
  if (wrong.length > 0 || typeof area !== 'string' || !kind) return wrong;
  return {
    name,
    kind,
    area,
    ...(cell('address') && { address: cell('address') }),
    ...(phone && { phone }),
    ...(point && { point }),
    ...(hours && { hours }),
    ...(vehicle && { vehicle }),
  };
};
