import { CircleCheck, Stethoscope, Undo2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../../../core/client.ts';
import { dayOf } from '../../../core/day.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { source } from '../../../web/kit/citizen/source.ts';
import { t } from '../../../web/kit/citizen/texts.ts';
import { date, givenName, time } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { declarations } from '../contract.ts';
import { bodyOf, type Last, today, wellDraft } from './draft.ts';
import { keepLast, lastOf } from './last.ts';
import type { DeclarationParcel } from './send.ts';

const call = client<typeof declarations>();
const undoSeconds = 5;

/** The newest declaration the server has, and the next check the station set for this person, if it lies ahead. */
const knownOf = async (member: Member, signal: AbortSignal): Promise<{ newest?: string; recheck?: string }> => {
  if (member.unsent) return {};
  const { items } = await call('GET /declarations', { query: { person: member.id, limit: '5' } }, signal);
  const verified = items.find(({ verification }) => verification);
  const newest = items[0]?.id;
  if (!verified) return { newest };
  const { check } = await call('GET /declarations/:id', { params: { id: verified.id } }, signal);
  const recheck = check?.nextCheckOn ?? '';
  return recheck >= today() ? { newest, recheck } : { newest };
};

/** What the chosen person owes today: one tap when well, one when not. */
export const Today = ({ member }: { member: Member }) => {
  const { shelf, outbox } = useDevice();
  const name = givenName(member.fullName);
  const parcels = outbox.parcels.value.filter(({ kind }) => kind === 'declaration') as DeclarationParcel[];
  const mine = parcels.filter(({ body, state }) => body.person.id === member.id && state !== 'refused');
  const last = useLoaded(() => lastOf(shelf, member), [member.id, mine.length]);
  const sent = mine.filter(({ state }) => state === 'sent').length;
  const known = useLoaded((signal) => knownOf(member, signal), [member.id, sent]);
  const { newest, recheck } = known.value ?? {};
  const waiting = mine.find(({ state }) => state === 'waiting')?.id;
  const declaredAt = [last.value?.at, ...mine.map(({ at }) => at)]
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
  const isDone = declaredAt !== undefined && dayOf(new Date(declaredAt)) === today();
  const isKnown = last.value?.at !== undefined;
  return (
    <section class="card stack tight" aria-labelledby="today">
      <h2 id="today">{t('home.today')}</h2>
      <p>
        {isDone
          ? t('home.updated', { name, time: time(declaredAt) })
          : isKnown || last.state === 'loading'
            ? t('home.toUpdate', { name })
            : t('home.firstTime', { name })}
      </p>
      {recheck && (
        <Band notice tone="amber" icon={Stethoscope}>
          {t('home.recheck', { name, date: date(recheck) })}
        </Band>
      )}
      {last.value && isKnown && !isDone && <Well key={member.id} member={member} last={last.value} />}
      {isDone && (waiting ?? newest) && (
        <LinkButton wide href={waiting ? `/to-khai/ket-qua?id=${waiting}` : `/to-khai/${newest}`}>
          {t('home.seeResult')}
        </LinkButton>
      )}
      <LinkButton kind={isKnown ? undefined : 'primary'} wide large={!isKnown} href={`/khai-bao?nguoi=${member.id}`}>
        {t(isDone ? 'home.again' : isKnown ? 'home.unwell' : 'home.declare')}
      </LinkButton>
    </section>
  );
};

/** One tap is a complete declaration; it waits five seconds, so that a slip of the thumb can be taken back. */
const Well = ({ member, last }: { member: Member; last: Last }) => {
  const { shelf, outbox } = useDevice();
  const [left, setLeft] = useState<number>();
  const pending = useRef<() => void>(undefined);
  const name = givenName(member.fullName);

  const send = async () => {
    pending.current = undefined;
    const now = new Date().toISOString();
    const draft = wellDraft(member.id, last);
    const body = { ...bodyOf(draft, member.id, now), ...source() };
    await outbox.add('declaration', [{ id: body.id, body }]);
    await keepLast(shelf, draft, now);
  };
  const tap = () => {
    pending.current = send;
    setLeft(undoSeconds);
  };
  const undo = () => {
    pending.current = undefined;
    setLeft(undefined);
  };

  useEffect(() => {
    if (left === undefined) return;
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : pending.current?.()), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  /** Leaving the screen is not taking it back. */
  useEffect(() => {
    const leave = () => pending.current?.();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  if (left !== undefined)
    return (
      <Band
        notice
        tone="green"
        icon={CircleCheck}
        action={
          <Button icon={Undo2} onClick={undo}>
            {t('home.undo')}
          </Button>
        }
      >
        {t('home.undoing', { seconds: left, name })}
      </Band>
    );
  return (
    <>
      <Button kind="primary" icon={CircleCheck} wide large onClick={tap}>
        {t('home.well', { name })}
      </Button>
      <p class="quiet small">
        {t('home.wellNote')} {t('home.wellCertify')}
      </p>
    </>
  );
};
