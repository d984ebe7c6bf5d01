import { ArrowRightLeft, DoorClosed, Pencil, RefreshCw } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { parsePhone } from '../../../core/phone.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { phone as written } from '../../../web/kit/format.ts';
import { Ask } from './Ask.tsx';
import { useAct } from './act.ts';
import { call, pageOf, type Venue } from './api.ts';

/** `said` is told at the top of the screen. */
type Props = { venue: Venue; onChange: (said: string) => void };

/** What only the owner may do. */
export const Manage = ({ venue, onChange }: Props) => {
  const [asked, setAsked] = useState<'renew' | 'closing' | 'handOver'>();
  const params = { id: venue.id };
  const close = () => setAsked(undefined);
  return (
    <section class="stack tight">
      <h2>{t('venues.one.manage')}</h2>
      <Rotating venue={venue} onChange={onChange} />
      <LinkButton icon={Pencil} wide href={`${pageOf(venue.id)}/sua`}>
        {t('venues.one.change')}
      </LinkButton>
      <Button icon={RefreshCw} wide onClick={() => setAsked('renew')}>
        {t('venues.renew.row')}
      </Button>
      <Button icon={ArrowRightLeft} wide onClick={() => setAsked('handOver')}>
        {t('venues.handOver.row')}
      </Button>
      {venue.state === 'active' && (
        <Button icon={DoorClosed} wide onClick={() => setAsked('closing')}>
          {t('venues.closing.row')}
        </Button>
      )}
      <Ask
        title={t('venues.renew.title')}
        text={t('venues.renew.text')}
        doText={t('venues.renew.do')}
        open={asked === 'renew'}
        onClose={close}
        change={async (id) => {
          await call('POST /venues/:id/code', { params, body: { id } });
          onChange(t('venues.renew.done'));
        }}
      />
      <Ask
        title={t('venues.closing.title')}
        text={t('venues.closing.text')}
        doText={t('venues.closing.do')}
        danger
        open={asked === 'closing'}
        onClose={close}
        change={async (id) => {
          await call('POST /venues/:id/closure', { params, body: { id } });
          onChange('');
        }}
      />
      <HandOver venue={venue.id} open={asked === 'handOver'} onClose={close} onChange={onChange} />
    </section>
  );
};

const Rotating = ({ venue, onChange }: Props) => {
  const act = useAct();
  const [isOn, setOn] = useState(venue.rotating);
  useEffect(() => setOn(venue.rotating), [venue.rotating]);
  const turn = async (rotating: boolean) => {
    setOn(rotating);
    const isDone = await act.run(async (id) => {
      await call('POST /venues/:id/changes', { params: { id: venue.id }, body: { id, rotating } });
      onChange(t(rotating ? 'venues.rotating.on' : 'venues.rotating.off'));
    });
    if (!isDone) setOn(!rotating);
  };
  return (
    <>
      <label class="choice">
        <input
          type="checkbox"
          checked={isOn}
          disabled={act.busy}
          onChange={(event) => turn(event.currentTarget.checked)}
        />
        <span class="words">
          <span>{t('venues.rotating.label')}</span>
          <span class="quiet small">{t('venues.rotating.note')}</span>
        </span>
      </label>
      {act.error && (
        <Band notice tone="red">
          {act.error}
        </Band>
      )}
    </>
  );
};

type HandOverProps = { venue: string; open: boolean; onClose: () => void; onChange: (said: string) => void };

/** A number that is none is told of in the field, and the dialog stays. */
const HandOver = ({ venue, open, onClose, onChange }: HandOverProps) => {
  const [text, setText] = useState('');
  const phone = parsePhone(text);
  const close = () => {
    setText('');
    onClose();
  };
  return (
    <Ask
      title={t('venues.handOver.title')}
      text={t('venues.handOver.text')}
      doText={t('venues.handOver.do')}
      open={open}
      onClose={close}
      lacks={phone ? undefined : t('venues.helpers.phoneWrong')}
      change={async (id) => {
        await call('POST /venues/:id/hand-over', { params: { id: venue }, body: { id, phone: phone ?? '' } });
        onChange(t('venues.handOver.done', { phone: written(phone ?? '') }));
      }}
    >
      <TextField
        label={t('venues.handOver.phone')}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={text}
        onInput={setText}
      />
    </Ask>
  );
};
