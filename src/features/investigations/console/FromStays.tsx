import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { vehicleKinds } from '../../venues/rules.ts';
import { call, type Milestone, type Stay } from './api.ts';
import { whenWords } from './MilestoneCard.tsx';
import { placeWords } from './shared-words.ts';

type Props = { case: string; known: readonly Milestone[]; open: boolean; onClose: () => void };

/** Milestones from the case's own visits; that they were read is kept for the person to see. */
export const FromStays = ({ case: id, known, open, onClose }: Props) => (
  <Dialog title={t('milestones.fromStays')} open={open} onClose={onClose}>
    <Stays case={id} known={known} />
    <div class="actions">
      <Button onClick={onClose}>{t('common.close')}</Button>
    </div>
  </Dialog>
);

const Stays = ({ case: id, known }: Pick<Props, 'case' | 'known'>) => {
  const stays = useLoaded((signal) => call('GET /cases/:id/stays', { params: { id } }, signal), [id]);
  return (
    <div class="stack">
      <p class="small quiet">{t('milestones.staysText')}</p>
      <Shown of={stays}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t('milestones.staysEmpty')} />
          ) : (
            <ul class="stack tight">
              {found.map((stay) => (
                <StayRow
                  key={stay.id}
                  case={id}
                  stay={stay}
                  isKnown={known.some(({ venue, from }) => venue?.id === stay.venue.id && from === stay.from)}
                />
              ))}
            </ul>
          )
        }
      </Shown>
    </div>
  );
};

const StayRow = ({ case: id, stay, isKnown }: { case: string; stay: Stay; isKnown: boolean }) => {
  const [isAdded, setAdded] = useState(isKnown);
  const { venue, from, to } = stay;
  const add = useAct(async () => {
    await call('POST /cases/:id/milestones', {
      params: { id },
      body: {
        id: newId(),
        kind: vehicleKinds.has(venue.kind) ? 'transport' : 'place',
        from,
        ...(to && { to }),
        venue: venue.id,
        text: venue.name,
      },
    });
    setAdded(true);
  });
  return (
    <li class="stay-row">
      <span>
        {venue.name}
        <br />
        <span class="small quiet tabular">
          {whenWords(stay)} · {placeWords(venue)}
          {stay.doubtful && ` (${t('backward.doubtful')})`}
        </span>
      </span>
      {isAdded ? (
        <span class="good" role="status">
          {t('milestones.added')}
        </span>
      ) : (
        <Button busy={add.isBusy} name={`${t('milestones.addOne')}: ${venue.name}`} onClick={() => add.run()}>
          {t('milestones.addOne')}
        </Button>
      )}
      <Refusal error={add.error} />
    </li>
  );
};
