import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { call, type Venue } from './api.ts';
import { bodyOf, formOf, isFilled, VenueFields } from './VenueFields.tsx';

type Props = { venue: Venue; open: boolean; onClose: () => void; onDone: (changed: Venue) => void };

export const EditVenue = ({ venue, open, onClose, onDone }: Props) => {
  const [form, setForm] = useState(() => formOf(venue));
  const [isChecked, setChecked] = useState(false);
  useEffect(() => setForm(formOf(venue)), [venue, open]);
  const act = useAct(async () => {
    setChecked(true);
    if (!isFilled(form)) return;
    const body = { id: newId(), ...bodyOf(form, venue.vehicle?.trip) };
    onDone(await call('POST /venues/:id/changes', { params: { id: venue.id }, body }));
  });
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t('venues.editTitle', { name: venue.name })}
      confirm={t('common.save')}
      busy={act.isBusy}
      error={act.error}
      onConfirm={act.run}
    >
      <VenueFields
        form={form}
        put={(change) => setForm({ ...form, ...change })}
        isChecked={isChecked}
        phoneHint={t('venues.phoneKept')}
      />
    </Confirm>
  );
};
