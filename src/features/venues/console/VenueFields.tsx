import { type AreaOption, AreaPicker } from '../../../web/kit/AreaPicker.tsx';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { type VenueKind, vehicleKinds } from '../rules.ts';
import type { Venue } from './api.ts';
import { kindOptions } from './words.ts';

/** A place while the office writes it down. */
export type VenueForm = {
  name: string;
  kind: VenueKind;
  area: AreaOption | undefined;
  address: string;
  phone: string;
  plate: string;
  route: string;
};

export const blank: VenueForm = {
  name: '',
  kind: 'shop',
  area: undefined,
  address: '',
  phone: '',
  plate: '',
  route: '',
};
export const formOf = (venue: Venue): VenueForm => ({
  name: venue.name,
  kind: venue.kind,
  area: { path: venue.area, name: venue.areaName },
  address: venue.address ?? '',
  phone: '',
  plate: venue.vehicle?.plate ?? '',
  route: venue.vehicle?.route ?? '',
});

const isVehicle = ({ kind }: VenueForm): boolean => vehicleKinds.has(kind);
export const isFilled = ({ name, area }: VenueForm): boolean => name.trim() !== '' && area !== undefined;

/** What is sent; a phone that is left empty stays as it was. */
export const bodyOf = (form: VenueForm, trip?: string) => ({
  name: form.name.trim(),
  kind: form.kind,
  area: form.area?.path ?? '',
  address: form.address.trim(),
  ...(form.phone.trim() && { phone: form.phone.trim() }),
  ...(isVehicle(form) && {
    vehicle: {
      ...(form.plate.trim() && { plate: form.plate.trim() }),
      ...(form.route.trim() && { route: form.route.trim() }),
      ...(trip && { trip }),
    },
  }),
});

type Props = { form: VenueForm; put: (change: Partial<VenueForm>) => void; isChecked: boolean; phoneHint: string };

export const VenueFields = ({ form, put, isChecked, phoneHint }: Props) => (
  <>
    <TextField
      label={t('venues.name')}
      error={isChecked && !form.name.trim() ? t('common.required') : undefined}
      value={form.name}
      maxLength={200}
      onInput={(name) => put({ name })}
    />
    <SelectField
      label={t('venues.kind')}
      value={form.kind}
      onChange={(kind) => put({ kind: kind as VenueKind })}
      options={kindOptions}
    />
    <AreaPicker
      value={form.area}
      onChange={(area) => put({ area })}
      texts={areaTexts(t('venues.commune'))}
      error={isChecked && !form.area ? t('common.required') : undefined}
    />
    {isVehicle(form) && (
      <>
        <TextField label={t('venues.plate')} value={form.plate} maxLength={20} onInput={(plate) => put({ plate })} />
        <TextField label={t('venues.route')} value={form.route} maxLength={120} onInput={(route) => put({ route })} />
      </>
    )}
    <TextField
      label={t('common.address')}
      value={form.address}
      maxLength={300}
      onInput={(address) => put({ address })}
    />
    <TextField
      label={t('venues.ownerPhone')}
      hint={phoneHint}
      type="tel"
      inputMode="tel"
      value={form.phone}
      maxLength={20}
      onInput={(phone) => put({ phone })}
    />
  </>
);
