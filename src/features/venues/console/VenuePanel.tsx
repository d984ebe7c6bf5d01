import type { ComponentChildren } from 'preact';
import { Band } from '../../../web/kit/Band.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { PhoneLink } from '../../../web/kit/PhoneLink.tsx';
import { grouped } from '../rules.ts';
import { call, type Member, type Venue } from './api.ts';
import { VenueActions } from './VenueActions.tsx';
import { VenueDays } from './VenueDays.tsx';
import { hoursWords, kindWord, lastVisit, whereWords } from './words.ts';

type Props = { id: string; onChange: (venue: Venue) => void };

/** One place: what it is, how many come and go, who answers for it, and what the office can do about it. */
export const VenuePanel = ({ id, onChange }: Props) => {
  const venue = useLoaded((signal) => call('GET /venues/:id', { params: { id } }, signal), [id]);
  const days = useLoaded((signal) => call('GET /venues/:id/days', { params: { id } }, signal), [id]);
  const members = useLoaded((signal) => call('GET /venues/:id/members', { params: { id } }, signal), [id]);
  const onDone = (changed: Venue | undefined) => {
    if (changed) onChange(changed);
    venue.reload();
    members.reload();
  };
  return (
    <Shown of={venue}>
      {(found) => (
        <article class="stack" aria-labelledby="venue-name">
          <header class="person-head stack tight">
            <h2 id="venue-name">{found.name}</h2>
            <p class="row wrap">
              <span>{kindWord(found.kind)}</span>
              {found.state === 'closed' && <span class="tag attention">{t('venues.closed')}</span>}
            </p>
            <p class="quiet">{whereWords(found)}</p>
          </header>
          {found.state === 'closed' && (
            <Band notice tone="amber">
              <p>{t('venues.closedText')}</p>
              {found.closure && (
                <>
                  <p>
                    {t('venues.closedAt', { at: dateTime(found.closure.at) })}{' '}
                    {t(found.closure.byStation ? 'venues.closedByStation' : 'venues.closedByOwner')}
                  </p>
                  {found.closure.reason && <p>{t('venues.closedWhy', { reason: found.closure.reason })}</p>}
                </>
              )}
            </Band>
          )}
          {can('venue.create') && <VenueActions venue={found} onDone={onDone} />}
          <dl class="facts">
            <Fact label={t('venues.visits')}>{lastVisit(found)}</Fact>
            <Fact label={t('venues.code')}>
              <code>{grouped(found.code)}</code>
              {found.rotating && ` · ${t('venues.rotating')}`}
            </Fact>
            <Fact label={t('venues.hours')}>
              {hoursWords(found.hours).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </Fact>
          </dl>
          <Shown of={members}>{(all) => <Members of={all} />}</Shown>
          <Shown of={days}>{(all) => <VenueDays days={all} />}</Shown>
        </article>
      )}
    </Shown>
  );
};

const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** Who answers for the place, the owner first. */
const Members = ({ of: members }: { of: readonly Member[] }) => (
  <section class="stack tight">
    <h3>{t('venues.members')}</h3>
    {members.length === 0 && <p class="quiet">{t('venues.noMembers')}</p>}
    <ul class="plain-list">
      {members.map(({ id, role, phone, since }) => (
        <li key={id} class="stack tight">
          {phone ? (
            <PhoneLink number={phone} name={t(`venues.roleOf.${role}`)} />
          ) : (
            <p>
              {t(`venues.roleOf.${role}`)} · {t('common.noPhone')}
            </p>
          )}
          <p class="quiet small">{t('venues.since', { at: dateTime(since) })}</p>
        </li>
      ))}
    </ul>
  </section>
);
