import { useState } from 'preact/hooks';
import { client } from '../../../core/client.ts';
import type { Member } from '../../../web/kit/citizen/device.ts';
import { Loading } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { dateTime, givenName } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { cases } from '../../cases/contract.ts';
import type { declarations } from '../../declarations/contract.ts';

const callCases = client<typeof cases>();
const callDeclarations = client<typeof declarations>();

type Props = { people: readonly Member[]; outcome: 'declare' | 'call_station' };

/** The reason, folded away: this screen is held out to somebody at a door, who is to learn none. */
export const Why = ({ people, outcome }: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('visit.why.ask')}</summary>
      {isOpen && people.map((member) => <Reason key={member.id} member={member} outcome={outcome} />)}
    </details>
  );
};

const known = async ({ id }: Member, outcome: Props['outcome'], signal: AbortSignal) => {
  const { items } = await callDeclarations('GET /declarations', { query: { person: id, limit: '1' } }, signal);
  const { level } =
    outcome === 'call_station'
      ? await callCases('GET /people/:id/classification', { params: { id } }, signal)
      : { level: null };
  return { newest: items[0], level };
};

/** What the person may know: a notice that was sent, the own declaration; else that the station wants to talk. */
const Reason = ({ member, outcome }: { member: Member; outcome: Props['outcome'] }) => {
  const found = useLoaded((signal) => known(member, outcome, signal), [member.id, outcome]);
  const name = givenName(member.fullName);
  return (
    <Loading of={found}>
      {({ newest, level }) => {
        if (outcome === 'declare')
          return (
            <p>{newest ? t('visit.why.old', { name, at: dateTime(newest.at) }) : t('visit.why.none', { name })}</p>
          );
        if (level !== null)
          return (
            <p>
              {t('visit.why.notice', { name })} <a href={`/app/thong-bao/${member.id}`}>{t('visit.why.noticeOpen')}</a>
            </p>
          );
        const isPressing = newest && (newest.triage.level === 'urgent' || newest.triage.level === 'risk');
        if (!isPressing) return <p>{t('visit.why.station', { name })}</p>;
        return (
          <p>
            {t('visit.why.declared', { name, at: dateTime(newest.at) })}{' '}
            <a href={`/to-khai/${newest.id}`}>{t('visit.why.declaredOpen')}</a>
          </p>
        );
      }}
    </Loading>
  );
};
