import { CircleCheck, CloudOff, LogIn } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { date, time } from '../../../web/kit/format.ts';
import type { OutParcel } from './send.ts';
import type { Stay } from './stays.ts';

/** After going out: when, and whether the server knows it yet. */
export const Left = ({ stays, name, onAgain }: { stays: readonly Stay[]; name: string; onAgain: () => void }) => {
  const { outbox } = useDevice();
  const outs = (outbox.parcels.value.filter(({ kind }) => kind === 'visit_out') as OutParcel[]).filter(({ body }) =>
    stays.some(({ id }) => id === body.visit),
  );
  const at = outs[0]?.body.at;
  const isQueued = outbox.state.value !== 'sending' && outs.some(({ state }) => state === 'waiting');
  return (
    <Page
      title={t('visit.left')}
      action={
        <LinkButton kind="primary" wide large href="/">
          {t('visit.home')}
        </LinkButton>
      }
    >
      {at && (
        <Band notice tone="green" icon={CircleCheck}>
          {t('visit.leftAt', { place: name, time: time(at), date: date(at) })}
        </Band>
      )}
      {isQueued && (
        <Band notice tone="amber" icon={CloudOff}>
          {t('visit.leftQueued')}
        </Band>
      )}
      <Button icon={LogIn} wide onClick={onAgain}>
        {t('visit.enterAgain')}
      </Button>
    </Page>
  );
};
