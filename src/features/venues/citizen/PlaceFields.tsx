import { AreaPicker } from '../../../web/kit/AreaPicker.tsx';
import { areaTexts } from '../../../web/kit/citizen/areas.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { PointField } from './PointField.tsx';
import { isVehicle, type VenueForm } from './venue-form.ts';

export type PartProps = {
  form: VenueForm;
  put: (change: Partial<VenueForm>) => void;
  /** Whether what lacks is already told. */
  isChecked: boolean;
  isNew: boolean;
};

/** What the place is called and where it is; of a vehicle, its plate, route and trip. */
export const PlaceFields = ({ form, put, isChecked, isNew }: PartProps) => {
  const moves = isVehicle(form);
  return (
    <>
      <TextField
        label={t(moves ? 'venues.place.nameVehicle' : 'venues.place.name')}
        hint={t(moves ? 'venues.place.nameVehicleHint' : 'venues.place.nameHint')}
        error={isChecked && !form.name.trim() ? t('venues.place.nameWrong') : undefined}
        autoComplete="organization"
        maxLength={200}
        value={form.name}
        onInput={(name) => put({ name })}
      />
      {moves && (
        <>
          <TextField
            label={t('venues.place.plate')}
            autoComplete="off"
            maxLength={20}
            value={form.plate}
            onInput={(plate) => put({ plate })}
          />
          <TextField
            label={t('venues.place.route')}
            hint={t('venues.place.routeHint')}
            maxLength={120}
            value={form.route}
            onInput={(route) => put({ route })}
          />
          <TextField
            label={t('venues.place.trip')}
            maxLength={60}
            value={form.trip}
            onInput={(trip) => put({ trip })}
          />
          <p class="quiet small">{t('venues.place.areaVehicle')}</p>
        </>
      )}
      <AreaPicker
        value={form.area}
        onChange={(area) => put({ area })}
        texts={areaTexts()}
        error={isChecked && !form.area ? t('venues.place.areaWrong') : undefined}
      />
      {!moves && (
        <>
          <TextField
            label={t('venues.place.address')}
            hint={t('venues.place.addressHint')}
            autoComplete="street-address"
            maxLength={300}
            value={form.address}
            onInput={(address) => put({ address })}
          />
          <PointField value={form.point} onChange={(point) => put({ point })} canRemove={isNew} />
        </>
      )}
    </>
  );
};
