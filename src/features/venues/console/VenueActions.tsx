import { Pencil, Printer, QrCode, RotateCcw, Store, UserRoundPen } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { postersAt } from '../rules.ts';
import { call, type Venue } from './api.ts';
import { EditVenue } from './EditVenue.tsx';

type Step = 'edit' | 'state' | 'code' | 'handOver';
type Props = { venue: Venue; onDone: (changed?: Venue) => void };

/** What the office does for a place: print its sheet, put it right, hand it to who runs it, renew its code, close it. */
export const VenueActions = ({ venue, onDone }: Props) => {
  const [step, setStep] = useState<Step>();
  const isClosed = venue.state === 'closed';
  const close = () => setStep(undefined);
  const done = (changed?: Venue) => {
    close();
    onDone(changed);
  };
  return (
    <>
      <div class="row wrap">
        <LinkButton
          kind="primary"
          icon={Printer}
          href={postersAt([venue.id], { format: 'pdf', copies: 1, lang: 'both' })}
        >
          {t('venues.poster')}
        </LinkButton>
        <Button icon={Pencil} onClick={() => setStep('edit')}>
          {t('venues.edit')}
        </Button>
        <Button icon={UserRoundPen} onClick={() => setStep('handOver')}>
          {t('venues.handOver')}
        </Button>
        <Button icon={QrCode} onClick={() => setStep('code')}>
          {t('venues.newCode')}
        </Button>
        <Button icon={isClosed ? RotateCcw : Store} onClick={() => setStep('state')}>
          {t(isClosed ? 'venues.reopen' : 'venues.close')}
        </Button>
      </div>
      <EditVenue venue={venue} open={step === 'edit'} onClose={close} onDone={done} />
      <SetState venue={venue} open={step === 'state'} onClose={close} onDone={done} />
      <NewCode venue={venue} open={step === 'code'} onClose={close} onDone={done} />
      <HandOver venue={venue} open={step === 'handOver'} onClose={close} onDone={() => done()} />
    </>
  );
};

type StepProps = { venue: Venue; open: boolean; onClose: () => void; onDone: (changed: Venue) => void };

const SetState = ({ venue, open, onClose, onDone }: StepProps) => {
  const isClosed = venue.state === 'closed';
  const [reason, setReason] = useState('');
  const act = useAct(async () => {
    const body = { id: newId(), reopen: isClosed, ...(reason.trim() && { reason: reason.trim() }) };
    onDone(await call('POST /venues/:id/closure', { params: { id: venue.id }, body }));
  });
  const name = venue.name;
  return (
    <Confirm
      open={open}
      onClose={onClose}
      danger={!isClosed}
      title={t(isClosed ? 'venues.reopenTitle' : 'venues.closeTitle', { name })}
      text={t(isClosed ? 'venues.reopenText' : 'venues.closeText')}
      confirm={t(isClosed ? 'venues.reopen' : 'venues.close')}
      busy={act.isBusy}
      error={act.error}
      onConfirm={act.run}
    >
      {!isClosed && <TextField label={t('common.reason')} value={reason} maxLength={300} onInput={setReason} />}
    </Confirm>
  );
};

const NewCode = ({ venue, open, onClose, onDone }: StepProps) => {
  const act = useAct(async () =>
    onDone(await call('POST /venues/:id/code', { params: { id: venue.id }, body: { id: newId() } })),
  );
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t('venues.newCodeTitle')}
      text={t('venues.newCodeText')}
      confirm={t('venues.newCode')}
      busy={act.isBusy}
      error={act.error}
      onConfirm={act.run}
    />
  );
};

const HandOver = ({ venue, open, onClose, onDone }: Omit<StepProps, 'onDone'> & { onDone: () => void }) => {
  const [phone, setPhone] = useState('');
  const act = useAct(async () => {
    await call('POST /venues/:id/hand-over', { params: { id: venue.id }, body: { id: newId(), phone } });
    setPhone('');
    onDone();
  });
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t('venues.handOverTitle', { name: venue.name })}
      text={t('venues.handOverText')}
      confirm={t('venues.handOver')}
      busy={act.isBusy}
      error={act.error}
      onConfirm={act.run}
    >
      <TextField
        label={t('venues.ownerPhone')}
        type="tel"
        inputMode="tel"
        required
        value={phone}
        maxLength={20}
        onInput={setPhone}
      />
    </Confirm>
  );
};
