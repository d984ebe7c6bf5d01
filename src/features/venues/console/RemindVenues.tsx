import { BellRing } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { call, type Venue } from './api.ts';

type Props = {
  shown: readonly Venue[];
  chosen: ReadonlySet<string>;
  /** What came of it, by venue. */
  onDone: (told: ReadonlyMap<string, string>) => void;
};

/** The server takes as many at once. */
const atOnce = 200;

/** Reminds the chosen places, else all that are shown, and says who got no message and why. */
export const RemindVenues = ({ shown, chosen, onDone }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<{ sent: number; skipped: number }>();
  const venues = chosen.size > 0 ? shown.filter(({ id }) => chosen.has(id)) : shown;
  const remind = useAct(async () => {
    const told = new Map<string, string>();
    for (let from = 0; from < venues.length; from += atOnce) {
      const ids = venues.slice(from, from + atOnce).map(({ id }) => id);
      const { passed } = await call('POST /venues/reminders', { body: { id: newId(), venues: ids } });
      for (const id of ids) told.set(id, t('venues.reminded'));
      for (const { id, why } of passed) told.set(id, t(`venues.passed.${why}`));
    }
    const sent = [...told.values()].filter((word) => word === t('venues.reminded')).length;
    setSaid({ sent, skipped: told.size - sent });
    setOpen(false);
    onDone(told);
  });
  return (
    <>
      {said && (
        <Band notice tone={said.sent > 0 ? 'green' : 'amber'}>
          {t('venues.remindedAll', said)}
        </Band>
      )}
      <p>
        <Button kind="primary" icon={BellRing} onClick={() => setOpen(true)}>
          {t(chosen.size > 0 ? 'venues.remindChosen' : 'venues.remindShown', { n: venues.length })}
        </Button>
      </p>
      <Confirm
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('venues.remindTitle', { n: venues.length })}
        text={t('venues.remindText')}
        confirm={t('venues.remind')}
        busy={remind.isBusy}
        error={remind.error}
        onConfirm={remind.run}
      />
    </>
  );
};
