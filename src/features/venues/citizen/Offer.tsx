import { useLocation } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { useAct } from './act.ts';
import { call, type Venue } from './api.ts';
import { lineOf } from './words.ts';

/** A place that was handed to this phone: what it is, and whether to take it. */
export const Offer = ({ venue, tell }: { venue: Venue; tell: (said: string) => void }) => {
  const act = useAct();
  const { route } = useLocation();
  const params = { id: venue.id };
  const accept = () =>
    act.run(async (id) => {
      await call('POST /venues/:id/acceptance', { params, body: { id } });
      tell(t('venues.offer.accepted'));
    });
  const decline = () =>
    act.run(async (id) => {
      await call('POST /venues/:id/acceptance', { params, body: { id, decline: true } });
      route('/app/dia-diem?tu-choi=1', true);
    });
  return (
    <>
      <p class="quiet">{lineOf(venue)}</p>
      <p>{t('venues.offer.text')}</p>
      {act.error && (
        <Band notice tone="red">
          {act.error}
        </Band>
      )}
      <Button kind="primary" wide large busy={act.busy} onClick={accept}>
        {t('venues.offer.accept')}
      </Button>
      <Button wide busy={act.busy} onClick={decline}>
        {t('venues.offer.decline')}
      </Button>
    </>
  );
};
