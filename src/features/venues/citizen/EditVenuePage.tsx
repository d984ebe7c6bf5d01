import { useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { client } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import type { areas } from '../../areas/contract.ts';
import { type VenueKind, vehicleKinds, venueKinds } from '../rules.ts';
import { useAct } from './act.ts';
import { call, pageOf } from './api.ts';
import { HoursFields } from './HoursFields.tsx';
import { PlaceFields } from './PlaceFields.tsx';
import { bodyOf, formOf, isAnswered, isVehicle, type VenueForm } from './venue-form.ts';

const callAreas = client<typeof areas>();

/** What stands of a place, on one page. */
export const EditVenuePage = () => {
  const { id = '' } = useRoute().params;
  const found = useLoaded(
    async (signal): Promise<VenueForm> => {
      const venue = await call('GET /venues/:id', { params: { id } }, signal);
      const trail = await callAreas('GET /areas/trail', { query: { area: venue.area } }, signal);
      const [name = venue.areaName, ...above] = trail
        .filter(({ level }) => level !== 'nation')
        .map((area) => area.name)
        .reverse();
      return formOf(venue, { path: venue.area, name, trail: above.join(', ') });
    },
    [id],
  );
  return (
    <Page title={t('venues.edit.title')} back={pageOf(id)}>
      <Loading of={found}>{(form) => <Fields start={form} />}</Loading>
    </Page>
  );
};

const Fields = ({ start }: { start: VenueForm }) => {
  const { route } = useLocation();
  const act = useAct();
  const [form, setForm] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const content = useRef<HTMLFormElement>(null);
  const put = (change: Partial<VenueForm>) => setForm((before) => ({ ...before, ...change }));
  // A place does not become a vehicle: its hours and address would stay behind.
  const kinds = venueKinds.filter((kind) => vehicleKinds.has(kind) === isVehicle(start));
  const save = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    const body = bodyOf(form);
    if (!body || !isAnswered(form, 'place') || (!isVehicle(form) && !isAnswered(form, 'hours'))) {
      requestAnimationFrame(() => content.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const params = { id: form.id };
    if (await act.run(async (id) => void (await call('POST /venues/:id/changes', { params, body: { id, ...body } }))))
      route(`${pageOf(form.id)}?sua=1`, true);
  };
  const parts = { form, put, isChecked, isNew: false };
  return (
    <form class="stack grows" noValidate ref={content} onSubmit={save}>
      <SelectField
        label={t('venues.new.kind')}
        value={form.kind ?? 'other'}
        options={kinds.map((value) => ({ value, label: t(`venues.kinds.${value}`) }))}
        onChange={(kind) => put({ kind: kind as VenueKind })}
      />
      <PlaceFields {...parts} />
      {!isVehicle(form) && <HoursFields {...parts} />}
      <div class="page-action stack tight">
        {act.error && (
          <Band notice tone="red">
            {act.error}
          </Band>
        )}
        <Button type="submit" kind="primary" wide large busy={act.busy}>
          {t('app.save')}
        </Button>
      </div>
    </form>
  );
};
