import { Maximize, X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { CallError } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Heading, Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { online } from '../../../web/kit/online.ts';
import { Qr } from '../../../web/kit/Qr.tsx';
import { grouped } from '../rules.ts';
import { useAct } from './act.ts';
import { call, pageOf, type Venue } from './api.ts';
import { useAwake } from './awake.ts';
import './venues.css';

/** For a tablet at the door: the code that changes, as large as the screen. `me` is the account. */
export const ScreenPage = ({ me }: { me: string }) => {
  const { id = '' } = useRoute().params;
  const found = useLoaded(
    async (signal) => {
      const [venue, members] = await Promise.all([
        call('GET /venues/:id', { params: { id } }, signal),
        call('GET /venues/:id/members', { params: { id } }, signal),
      ]);
      return { venue, isOwner: members.some((member) => member.id === me && member.role === 'owner') };
    },
    [id],
  );
  if (found.value?.venue.rotating) return <FullScreen venue={found.value.venue} />;
  return (
    <Page title={t('venues.screen.title')} back={pageOf(id)}>
      <Loading of={found}>{({ isOwner }) => <Off venue={id} isOwner={isOwner} onTurned={found.reload} />}</Loading>
    </Page>
  );
};

const Off = ({ venue, isOwner, onTurned }: { venue: string; isOwner: boolean; onTurned: () => void }) => {
  const act = useAct();
  return (
    <>
      <p>{t('venues.screen.off')}</p>
      <p class="quiet">{t(isOwner ? 'venues.rotating.note' : 'venues.screen.offHelper')}</p>
      {act.error && (
        <Band notice tone="red">
          {act.error}
        </Band>
      )}
      {isOwner && (
        <Button
          kind="primary"
          wide
          large
          busy={act.busy}
          onClick={() =>
            act.run(async (id) => {
              await call('POST /venues/:id/changes', { params: { id: venue }, body: { id, rotating: true } });
              onTurned();
            })
          }
        >
          {t('venues.screen.turnOn')}
        </Button>
      )}
    </>
  );
};

const longest = 30_000;
const shortest = 3_000;
const retry = 5_000;
/** The server still takes a code so long after its half minute. */
const grace = 60_000;

/** The code of now; undefined until there is one, and again when it could not be renewed in time. */
const useScreenCode = (venue: string) => {
  const [shown, setShown] = useState<{ qr: string; at: number }>();
  const [isLost, setLost] = useState(false);
  const isOnline = online.value;
  useEffect(() => {
    const stop = new AbortController();
    const waiting: { timer?: ReturnType<typeof setTimeout> } = {};
    const later = (delay: number) => {
      waiting.timer = setTimeout(renew, delay);
    };
    const renew = async () => {
      try {
        const { qr, until } = await call('GET /venues/:id/screen', { params: { id: venue } }, stop.signal);
        setShown({ qr, at: Date.now() });
        setLost(false);
        // The clock of a tablet may be wrong by minutes: neither a storm of calls nor a code for longer than its half minute.
        later(Math.min(longest, Math.max(shortest, Date.parse(until) - Date.now())));
      } catch (reason) {
        if (stop.signal.aborted) return;
        setLost(true);
        setShown((before) => (before && Date.now() - before.at < longest + grace ? before : undefined));
        if (!(reason instanceof CallError) || reason.code !== 'record.missing') later(retry);
      }
    };
    renew();
    return () => {
      stop.abort();
      clearTimeout(waiting.timer);
    };
  }, [venue, isOnline]);
  return { qr: shown?.qr, isLost };
};

const FullScreen = ({ venue }: { venue: Venue }) => {
  const { route } = useLocation();
  const { qr, isLost } = useScreenCode(venue.id);
  useAwake();
  const leave = async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    route(pageOf(venue.id));
  };
  return (
    <div class="door-screen">
      <Heading>{venue.name}</Heading>
      <p>{t('venues.screen.lead')}</p>
      {qr && <Qr text={qr} name={t('venues.screen.qr', { name: venue.name })} />}
      {isLost ? (
        <Band notice tone="amber">
          {t('venues.screen.offline', { code: grouped(venue.code) })}
        </Band>
      ) : (
        <p class="small">{t('venues.screen.renewing')}</p>
      )}
      <div class="pair">
        {document.fullscreenEnabled && (
          <Button icon={Maximize} onClick={() => document.documentElement.requestFullscreen()}>
            {t('venues.screen.full')}
          </Button>
        )}
        <Button icon={X} onClick={leave}>
          {t('venues.screen.exit')}
        </Button>
      </div>
    </div>
  );
};
