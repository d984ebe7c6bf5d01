import { UserPlus } from 'lucide';
import { useState } from 'preact/hooks';
import { parsePhone } from '../../../core/phone.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { phone as written } from '../../../web/kit/format.ts';
import { Ask } from './Ask.tsx';
import { useAct } from './act.ts';
import { call, type VenueMember } from './api.ts';

type Props = {
  venue: string;
  members: readonly VenueMember[];
  me: string;
  /** `said` is told at the top of the screen. */
  onChange: (said: string) => void;
};

/** Who scans here. The owner adds and removes them by their phone. */
export const Helpers = ({ venue, members, me, onChange }: Props) => {
  const [leaving, setLeaving] = useState<string>();
  const [recalled, setRecalled] = useState<string>();
  const isOwner = members.some(({ id, role }) => id === me && role === 'owner');
  const end = (id: string, phone: string) =>
    call('POST /venues/:id/members', { params: { id: venue }, body: { id, phone, remove: true } });
  const remove = async (id: string) => {
    await end(id, leaving ?? '');
    onChange(t('venues.helpers.removed', { phone: written(leaving ?? '') }));
  };
  const takeBack = async (id: string) => {
    await end(id, recalled ?? '');
    onChange(t('venues.helpers.tookBack'));
  };
  return (
    <section class="stack tight">
      <h2>{t('venues.helpers.title')}</h2>
      <p class="quiet small">{t('venues.helpers.lead')}</p>
      <ul class="rows helpers">
        {members.map(({ id, role, phone }) => (
          <li key={id}>
            <span class="words">
              <span>
                {phone ? written(phone) : t('venues.helpers.unknown')}
                {id === me && ` (${t('venues.helpers.me')})`}
              </span>
              <span class="quiet small">{t(`venues.helpers.${role}`)}</span>
            </span>
            {isOwner && role === 'controller' && phone && (
              <Button
                kind="plain"
                name={t('venues.helpers.removeOf', { phone: written(phone) })}
                onClick={() => setLeaving(phone)}
              >
                {t('venues.helpers.remove')}
              </Button>
            )}
            {isOwner && role === 'heir' && phone && (
              <Button
                kind="plain"
                name={t('venues.helpers.takeBackOf', { phone: written(phone) })}
                onClick={() => setRecalled(phone)}
              >
                {t('venues.helpers.takeBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isOwner && <Add venue={venue} members={members} onChange={onChange} />}
      <Ask
        title={t('venues.helpers.removeTitle', { phone: written(leaving ?? '') })}
        text={t('venues.helpers.removeText')}
        doText={t('venues.helpers.removeDo')}
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        change={remove}
      />
      <Ask
        title={t('venues.helpers.takeBackTitle', { phone: written(recalled ?? '') })}
        text={t('venues.helpers.takeBackText')}
        doText={t('venues.helpers.takeBack')}
        open={recalled !== undefined}
        onClose={() => setRecalled(undefined)}
        change={takeBack}
      />
    </section>
  );
};

const Add = ({ venue, members, onChange }: Omit<Props, 'me'>) => {
  const act = useAct();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const add = async (event: Event) => {
    event.preventDefault();
    const phone = parsePhone(text);
    const isOwners = members.some((member) => member.role === 'owner' && member.phone === phone);
    setWrong(phone ? (isOwners ? t('venues.helpers.conflict') : undefined) : t('venues.helpers.phoneWrong'));
    if (!phone || isOwners) return;
    await act.run(async (id) => {
      await call('POST /venues/:id/members', { params: { id: venue }, body: { id, phone } });
      setText('');
      onChange(t('venues.helpers.added', { phone: written(phone) }));
    });
  };
  return (
    <form class="stack tight" noValidate onSubmit={add}>
      <TextField
        label={t('venues.helpers.phone')}
        hint={t('venues.helpers.phoneHint')}
        error={wrong ?? act.error}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={text}
        onInput={setText}
      />
      <Button type="submit" icon={UserPlus} busy={act.busy}>
        {t('venues.helpers.add')}
      </Button>
    </form>
  );
};
