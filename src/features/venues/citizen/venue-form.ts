import { newId } from '../../../core/client.ts';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { type VenueKind, vehicleKinds } from '../rules.ts';
import type { Venue } from './api.ts';
import { hoursOf, lackOf, type Opening, openingOf } from './opening.ts';

export type Point = { lat: number; lon: number };
/** A place while it is written down. Its id is made first, so that a second press of "register" is not a second place. */
export type VenueForm = {
  id: string;
  kind?: VenueKind;
  name: string;
  area?: AreaOption | undefined;
  address: string;
  point?: Point | undefined;
  opening?: Opening;
  plate: string;
  route: string;
  trip: string;
};

export const blankVenue = (): VenueForm => ({ id: newId(), name: '', address: '', plate: '', route: '', trip: '' });
export const isVehicle = ({ kind }: Pick<VenueForm, 'kind'>): boolean => kind !== undefined && vehicleKinds.has(kind);

export const steps = ['kind', 'place', 'hours', 'review'] as const;
export type Step = (typeof steps)[number];
export const stepsOf = (form: VenueForm): Step[] => steps.filter((step) => step !== 'hours' || !isVehicle(form));

export const isAnswered = (form: VenueForm, step: Step): boolean => {
  if (step === 'kind') return form.kind !== undefined;
  if (step === 'place') return form.name.trim() !== '' && form.area !== undefined;
  return step === 'hours' && lackOf(form.opening) === undefined;
};

const vehicleOf = ({ plate, route, trip }: VenueForm) => ({
  ...(plate.trim() && { plate: plate.trim() }),
  ...(route.trim() && { route: route.trim() }),
  ...(trip.trim() && { trip: trip.trim() }),
});

/** What is sent, once nothing lacks. */
export const bodyOf = (form: VenueForm) => {
  const { kind, area, name, address, point, opening } = form;
  if (!kind || !area) return undefined;
  return {
    name: name.trim(),
    kind,
    area: area.path,
    ...(isVehicle(form)
      ? { vehicle: vehicleOf(form) }
      : { address: address.trim(), ...(point && { point }), ...(opening && { hours: hoursOf(opening) }) }),
  };
};

/** A venue as it stands, to be changed. */
export const formOf = (venue: Venue, area: AreaOption): VenueForm => ({
  id: venue.id,
  kind: venue.kind,
  name: venue.name,
  area,
  address: venue.address ?? '',
  ...(venue.point && { point: venue.point }),
  opening: openingOf(venue.hours),
  plate: venue.vehicle?.plate ?? '',
  route: venue.vehicle?.route ?? '',
  trip: venue.vehicle?.trip ?? '',
});
