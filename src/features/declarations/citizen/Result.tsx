import { CircleAlert, Clock, CloudCheck, QrCode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { date, time } from '../../../web/kit/format.ts';
import type { Triage } from '../rules.ts';
import { levels } from '../rules.ts';
import { Advice, LevelSign } from './Advice.tsx';
import { judge } from './judge.ts';
import { mendPath, refusalWords } from './refusal.ts';
import type { DeclarationParcel } from './send.ts';
import { nameOf } from './words.ts';

type Judged = Pick<Triage, 'level' | 'reasons'>;

/** The server's triage once it has answered; until then the device's own, for each declaration. */
const useJudged = (parcels: readonly DeclarationParcel[]): Map<string, Judged> => {
  const { shelf, members } = useDevice();
  const [own, setOwn] = useState<Map<string, Judged>>(new Map());
  const ids = parcels.map(({ id }) => id).join();
  useEffect(() => {
    const birthYear = (id: string) => members.value.find((member) => member.id === id)?.birthYear ?? null;
    Promise.all(
      parcels.map(async ({ id, body }) => [id, await judge(shelf, body, birthYear(body.person.id))] as const),
    ).then((judged) => setOwn(new Map(judged)));
  }, [ids]);
  const serverFirst = parcels.flatMap(({ id, reply }) => {
    const judged = reply?.triage ?? own.get(id);
    return judged ? [[id, judged] as const] : [];
  });
  return new Map(serverFirst);
};

const State = ({ parcel }: { parcel: DeclarationParcel }) => {
  const { outbox } = useDevice();
  if (parcel.state === 'refused')
    return (
      <Band notice tone="red" icon={CircleAlert} action={<a href={mendPath(parcel)}>{t('mine.mend')}</a>}>
        {t('result.refused', { why: refusalWords(parcel) })}
      </Band>
    );
  if (parcel.sentAt)
    return (
      <Band notice tone="green" icon={CloudCheck}>
        {t('result.sent', { time: time(parcel.sentAt), date: date(parcel.sentAt) })}
      </Band>
    );
  return (
    <Band notice tone="amber" icon={Clock}>
      {outbox.state.value === 'sending' ? t('result.sending') : t('result.provisional')}
    </Band>
  );
};

const Outcome = ({ parcel, triage }: { parcel: DeclarationParcel; triage: Judged | undefined }) => (
  <>
    {triage && <LevelSign level={triage.level} />}
    <State parcel={parcel} />
    {parcel.body.form === 'domestic' && parcel.state === 'sent' && (
      <>
        <LinkButton kind="primary" wide large icon={QrCode} href={`/app/ma-di-duong/${parcel.id}`}>
          {t('pass.get')}
        </LinkButton>
        <p class="quiet small">{t('pass.getNote')}</p>
      </>
    )}
    {triage && (
      <Advice {...triage} area={parcel.body.area} declaration={parcel.state === 'sent' ? parcel.id : undefined} />
    )}
  </>
);

/** Of a household the most pressing stands open, the others behind their names. `aside`: where whoever is well may go on now. */
export const Result = ({ aside }: { aside?: ComponentChildren }) => {
  const { outbox, members } = useDevice();
  const { query } = useLocation();
  const wanted = (query.id ?? '').split(',');
  const parcels = outbox.parcels.value.filter(({ id }) => wanted.includes(id)) as DeclarationParcel[];
  const judged = useJudged(parcels);
  const rank = ({ id }: DeclarationParcel) => -levels.indexOf(judged.get(id)?.level ?? 'clear');
  const [first, ...others] = parcels.toSorted((one, other) => rank(one) - rank(other));

  if (!first)
    return (
      <Page title={t('result.unknown')} back="/to-khai">
        {null}
      </Page>
    );
  const level = judged.get(first.id)?.level;
  const isPressing = level === 'urgent' || level === 'risk';
  const name = (parcel: DeclarationParcel) => nameOf(members.value, parcel.body.person.id);
  return (
    <Page
      title={parcels.length > 1 ? t('result.title') : t('result.of', { name: name(first) })}
      action={
        <LinkButton kind="primary" wide large href="/">
          {t('result.done')}
        </LinkButton>
      }
    >
      {!isPressing && aside}
      <div class="stack" aria-live="polite">
        {others.length > 0 && <h2>{name(first)}</h2>}
        <Outcome parcel={first} triage={judged.get(first.id)} />
        {others.map((parcel) => (
          <details key={parcel.id} class="card">
            <summary>
              <strong>{name(parcel)}</strong>: {t(`result.level.${judged.get(parcel.id)?.level ?? 'clear'}`)}
            </summary>
            <div class="stack">
              <Outcome parcel={parcel} triage={judged.get(parcel.id)} />
            </div>
          </details>
        ))}
      </div>
    </Page>
  );
};
