import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { exposureReaches } from '../rules.ts';
import { call, callStays } from './api.ts';
import { type ExposurePlace, exposurePlaces } from './exposure-places.ts';
import { NoticeList } from './NoticeList.tsx';
import './followup.css';

type Reach = (typeof exposureReaches)[number];
type Asked = { venue: string; from: string; to: string; reach: Reach };
type Counts = { there: number; told: number; again: number; withoutPhone: number };
type Preview = Counts & { text: string };

/** Tells whoever was in a place with the case, without naming the case; and what was told so far. */
export const ExposureTab = ({ id, isOpen }: { id: string; isOpen: boolean }) => {
  const notices = useLoaded((signal) => call('GET /cases/:id/exposure-notices', { params: { id } }, signal), [id]);
  return (
    <div class="stack">
      {can('case.write') && isOpen && <Compose id={id} onSent={notices.reload} />}
      {!isOpen && <Band tone="amber">{t('followup.exposureClosed')}</Band>}
      <h2>{t('followup.exposureSent')}</h2>
      <Shown of={notices}>
        {(rows) => (rows.length === 0 ? <Empty title={t('followup.exposureNone')} /> : <NoticeList rows={rows} />)}
      </Shown>
    </div>
  );
};

const Compose = ({ id, onSent }: { id: string; onSent: () => void }) => {
  const places = useLoaded(
    async (signal) => {
      const of = { params: { id } };
      const stays = callStays('GET /cases/:id/stays', of, signal);
      const milestones = callStays('GET /cases/:id/milestones', of, signal);
      return exposurePlaces(await stays, await milestones);
    },
    [id],
  );
  return (
    <section class="card stack">
      <h2>{t('followup.exposureNew')}</h2>
      <p class="measure">{t('followup.exposureText')}</p>
      <Shown of={places}>
        {(found) =>
          found.length === 0 ? (
            <p class="quiet">{t('followup.exposureNoStays')}</p>
          ) : (
            <ExposureForm id={id} places={found} onSent={onSent} />
          )
        }
      </Shown>
    </section>
  );
};

const hours = 3_600_000;
/** The air of a room is asked for a while longer, as the rule has it. */
const endOf = ({ to }: ExposurePlace): string => {
  const end = to ? Date.parse(to) + 2 * hours : Date.now();
  return new Date(Math.min(end, Date.now())).toISOString();
};

type FormProps = { id: string; places: readonly ExposurePlace[]; onSent: () => void };

const ExposureForm = ({ id, places, onSent }: FormProps) => {
  const [place, setPlace] = useState(places[0] as ExposurePlace);
  const [from, setFrom] = useState<string | undefined>(place.from);
  const [to, setTo] = useState<string | undefined>(endOf(place));
  const [reach, setReach] = useState<Reach>('all');
  const [namesVenue, setNamesVenue] = useState(false);
  const [counts, setCounts] = useState<Preview>();
  const [sent, setSent] = useState<Counts>();
  const asked: Asked = { venue: place.venue.id, from: from ?? place.from, to: to ?? endOf(place), reach };
  const look = useAct(async () => {
    setSent(undefined);
    setCounts(
      await call('GET /cases/:id/exposure', {
        params: { id },
        query: { ...asked, namesVenue: namesVenue ? 'true' : 'false' },
      }),
    );
  });
  const send = useAct(async () => {
    const body = { id: newId(), ...asked, namesVenue };
    setSent(await call('POST /cases/:id/exposure-notices', { params: { id }, body }));
    setCounts(undefined);
    onSent();
  });
  const choose = (chosen: string) => {
    const next = places.find((one) => one.id === chosen) ?? place;
    setPlace(next);
    setFrom(next.from);
    setTo(endOf(next));
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void look.run();
      }}
    >
      <div class="exposure-grid">
        <SelectField
          label={t('followup.exposurePlace')}
          value={place.id}
          onChange={choose}
          options={places.map(({ id: value, venue, from: since, isWritten }) => ({
            value,
            label: t(isWritten ? 'followup.exposureWritten' : 'followup.exposureScanned', {
              name: venue.name,
              time: dateTime(since),
            }),
          }))}
        />
        <DateTimeField label={t('followup.exposureFrom')} value={from} onInput={setFrom} />
        <DateTimeField label={t('followup.exposureTo')} value={to} onInput={setTo} />
        <SelectField
          label={t('followup.exposureReach')}
          value={reach}
          onChange={(chosen) => setReach(chosen as Reach)}
          options={options(exposureReaches, 'followup.reachOf')}
        />
      </div>
      <label class="check">
        <input type="checkbox" checked={namesVenue} onChange={(event) => setNamesVenue(event.currentTarget.checked)} />
        {t('followup.namesVenue')}
      </label>
      <Refusal error={look.error} />
      {sent && (
        <Band notice tone="green">
          {t('followup.exposureTold', { told: sent.told, again: sent.again, withoutPhone: sent.withoutPhone })}
        </Band>
      )}
      <div class="actions">
        <Button type="submit" kind="primary" busy={look.isBusy}>
          {t('followup.exposureLook')}
        </Button>
      </div>
      <Confirm
        title={t('followup.exposureConfirm', { n: counts?.told ?? 0 })}
        text={t('followup.exposureCounts', {
          there: counts?.there ?? 0,
          told: counts?.told ?? 0,
          again: counts?.again ?? 0,
          withoutPhone: counts?.withoutPhone ?? 0,
        })}
        open={counts !== undefined}
        onClose={() => setCounts(undefined)}
        confirm={t('followup.exposureSend', { n: counts?.told ?? 0 })}
        onConfirm={() => void send.run()}
        busy={send.isBusy}
        error={send.error}
      >
        <p>{t('followup.exposureMessage')}</p>
        <blockquote class="exposure-message">{counts?.text}</blockquote>
      </Confirm>
    </form>
  );
};
