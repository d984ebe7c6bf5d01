import { CircleCheck, HeartPulse, Info } from 'lucide';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { maybe, t } from '../../../web/kit/citizen/places-texts.ts';
import { date, givenName } from '../../../web/kit/format.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { type Notice, tellRead, useNotice } from './notice.ts';

type Props = { Hotline: ComponentType<{ area: string; withAmbulance?: boolean }> };

/** What the station has told: what it means, what to do now, whom to call, until when. It names nobody else. */
export const NoticePage = ({ Hotline }: Props) => {
  const { person = '' } = useRoute().params;
  const { members } = useDevice();
  const member = members.value.find(({ id }) => id === person);
  const found = useNotice(member);
  const name = givenName(member?.fullName ?? '');
  return (
    <Page key={person} title={t('notice.title', { name })} back="/">
      <Loading of={found}>
        {(notice) =>
          member && notice ? (
            <Told member={member} name={name} notice={notice} Hotline={Hotline} />
          ) : (
            <p>{t('notice.none', { name })}</p>
          )
        }
      </Loading>
    </Page>
  );
};

const looks = {
  F0: { sign: HeartPulse, level: 'risk' },
  F1: { sign: HeartPulse, level: 'risk' },
  F2: { sign: Info, level: 'symptom' },
  ended: { sign: CircleCheck, level: 'clear' },
} as const;

type ToldProps = Props & { member: Member; name: string; notice: Notice };

const Told = ({ member, name, notice, Hotline }: ToldProps) => {
  const { shelf } = useDevice();
  const { level, until } = notice;
  useEffect(() => {
    tellRead(shelf, member.id, notice);
  }, [member.id, level]);
  const look = looks[level];
  const steps = ['1', '2', '3', '4'].flatMap((n) => maybe(`notice.${level}.do.${n}`) ?? []);
  return (
    <>
      <p class={`level ${look.level}`}>
        <Icon of={look.sign} />
        {t(`notice.${level}.sign`)}
      </p>
      <section class="stack tight">
        <h2>{t('notice.meaning')}</h2>
        <p>{t(`notice.${level}.meant`, { name })}</p>
      </section>
      <section class="stack tight">
        <h2>{t('notice.now')}</h2>
        <ol class="numbers">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {level !== 'ended' && (
          <LinkButton kind="primary" wide large href={`/khai-bao?nguoi=${member.id}`}>
            {t('notice.declare')}
          </LinkButton>
        )}
      </section>
      <section class="stack tight">
        <h2>{t('notice.whom')}</h2>
        {level !== 'ended' && <p class="urgent-line">{t('notice.emergency')}</p>}
        <Hotline area={member.area} />
      </section>
      {until && (
        <section class="stack tight">
          <h2>{t('notice.next')}</h2>
          <p>
            {t('notice.until', { date: lastDay(until) })}. {t('notice.untilNote')}
          </p>
        </section>
      )}
      <p class="quiet small">{t('notice.private', { name })}</p>
    </>
  );
};

/** `until` is the moment after the last day. */
const lastDay = (until: string): string => date(new Date(Date.parse(until) - 1));
