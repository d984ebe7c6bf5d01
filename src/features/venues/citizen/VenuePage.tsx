import { Monitor, Printer, ScanLine } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { CallError } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { grouped } from '../rules.ts';
import { useAct } from './act.ts';
import { call, isOffline, pageOf, type Venue, type VenueDay, type VenueMember } from './api.ts';
import { Days, Today } from './Counts.tsx';
import { Helpers } from './Helpers.tsx';
import { Manage } from './Manage.tsx';
import { Offer } from './Offer.tsx';
import { lineOf } from './words.ts';
import './venues.css';

type All = { venue: Venue; members: VenueMember[]; days: VenueDay[] };

/**
 * One place of mine: how many came today, what is done at the door, and what the owner decides. `me` is the account; `offline`
 * stands there where it cannot be read without a network.
 */
export const VenuePage = ({ me, offline }: { me: string; offline: ComponentChildren }) => {
  const { id = '' } = useRoute().params;
  const { query } = useLocation();
  const [said, setSaid] = useState(query.moi ? t('venues.one.made') : query.sua ? t('venues.edit.saved') : '');
  const found = useLoaded(
    async (signal): Promise<All> => {
      const params = { id };
      const venue = await call('GET /venues/:id', { params }, signal);
      try {
        const [members, days] = await Promise.all([
          call('GET /venues/:id/members', { params }, signal),
          call('GET /venues/:id/days', { params }, signal),
        ]);
        return { venue, members, days };
      } catch (error) {
        // Whom it is offered to sees no more of it before accepting, unless they help there already.
        if (venue.offered && error instanceof CallError && error.code === 'record.missing')
          return { venue, members: [], days: [] };
        throw error;
      }
    },
    [id],
  );
  const isTold = useRef(false);
  // What was pressed may be gone with the change, and the focus with it: then the heading has it.
  useEffect(() => {
    if (!isTold.current || found.state === 'loading') return;
    isTold.current = false;
    if (document.activeElement === document.body) document.querySelector('h1')?.focus({ preventScroll: true });
  }, [found.state]);
  const tell = (words: string) => {
    isTold.current = true;
    setSaid(words);
    found.reload();
    scrollTo({ top: 0 });
  };
  return (
    <Page title={found.value?.venue.name ?? t('venues.title')} back="/app/dia-diem">
      {said && (
        <Band notice tone="green">
          {said}
        </Band>
      )}
      <Loading of={found}>
        {(all) => (
          <>
            {all.venue.offered && <Offer venue={all.venue} tell={tell} />}
            {all.members.length > 0 && <Opened {...all} me={me} isNew={query.moi !== undefined} tell={tell} />}
          </>
        )}
      </Loading>
      {isOffline(found) && offline}
    </Page>
  );
};

type OpenedProps = All & { me: string; isNew: boolean; tell: (said: string) => void };

const Opened = ({ venue, members, days, me, isNew, tell }: OpenedProps) => {
  const isOwner = members.some(({ id, role }) => id === me && role === 'owner');
  return (
    <>
      <p class="quiet">
        {lineOf(venue)}
        {!isOwner && ` · ${t('venues.one.helping')}`}
      </p>
      {venue.state === 'closed' && <Closed venue={venue} isOwner={isOwner} tell={tell} />}
      <Today days={days} />
      <Ways of={venue} isNew={isNew} />
      <p>
        {t('venues.one.code')}: <strong class="typed-code">{grouped(venue.code)}</strong>
      </p>
      <Days days={days} />
      <Helpers venue={venue.id} members={members} me={me} onChange={tell} />
      {isOwner && <Manage venue={venue} onChange={tell} />}
    </>
  );
};

/** What is done here; of a place just registered first its sheet is printed, later visitors are scanned. */
const Ways = ({ of: { id, state }, isNew }: { of: Venue; isNew: boolean }) => {
  const print = { icon: Printer, href: `${pageOf(id)}/in`, children: t('venues.one.print') };
  const scan = { icon: ScanLine, href: `${pageOf(id)}/quet`, children: t('venues.one.scan') };
  const [first, second] = isNew ? [print, scan] : [scan, print];
  const isOpen = state === 'active';
  return (
    <>
      {isOpen && <LinkButton kind="primary" wide large {...first} />}
      <div class="pair">
        <LinkButton {...(isOpen ? second : print)} />
        <LinkButton icon={Monitor} href={`${pageOf(id)}/man-hinh`}>
          {t('venues.one.screen')}
        </LinkButton>
      </div>
    </>
  );
};

const Closed = ({ venue, isOwner, tell }: { venue: Venue; isOwner: boolean; tell: (said: string) => void }) => {
  const act = useAct();
  const { byStation = false, reason = null } = venue.closure ?? {};
  const reopen = () =>
    act.run(async (id) => {
      await call('POST /venues/:id/closure', { params: { id: venue.id }, body: { id, reopen: true } });
      tell(t('venues.one.reopened'));
    });
  return (
    <Band
      notice
      tone="amber"
      action={
        isOwner &&
        !byStation && (
          <Button busy={act.busy} onClick={reopen}>
            {t('venues.one.reopen')}
          </Button>
        )
      }
    >
      {act.error ?? t(byStation ? 'venues.one.closedByStation' : 'venues.one.closedBand')}
      {reason && <p>{t('venues.one.closedWhy', { reason })}</p>}
    </Band>
  );
};
