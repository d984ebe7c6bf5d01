import { QrCode, Send, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { client } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page, Row } from '../../../web/kit/citizen/Page.tsx';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { dateTime, givenName } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { declarations } from '../contract.ts';
import { mendPath, refusalWords } from './refusal.ts';
import type { DeclarationParcel } from './send.ts';

type List = GotReply<(typeof declarations)['GET /declarations']>;

const call = client<typeof declarations>();
const key = 'mine';

/** What waits on this device first, then what the server has; without a network the list read last. */
export const Mine = () => {
  const { outbox, shelf } = useDevice();
  const [more, setMore] = useState<List>();
  const sent = outbox.parcels.value.filter(({ state }) => state === 'sent').length;
  const list = useLoaded(
    async (signal): Promise<List & { isCached?: boolean }> => {
      setMore(undefined);
      try {
        const found = await call('GET /declarations', { query: { limit: '30' } }, signal);
        await (await shelf).set(key, found);
        return found;
      } catch (error) {
        const kept = await (await shelf).get<List>(key);
        if (!kept) throw error;
        return { ...kept, isCached: true };
      }
    },
    [sent],
  );
  const here = [...outbox.refused.value, ...outbox.waiting.value].filter(({ kind }) => kind === 'declaration');
  const next = more ? more.next : list.value?.next;
  return (
    <Page title={t('mine.title')} back="/">
      {here.length > 0 && (
        <ul class="stack tight">
          {(here as DeclarationParcel[]).map((parcel) => (
            <Waiting key={parcel.id} parcel={parcel} />
          ))}
        </ul>
      )}
      <Loading of={list}>
        {({ items, isCached }) => (
          <>
            {isCached && <p class="quiet small">{t('mine.cached')}</p>}
            {items.length === 0 && here.length === 0 && (
              <div class="state">
                <p>{t('mine.empty')}</p>
                <LinkButton kind="primary" href="/khai-bao">
                  {t('mine.emptyAction')}
                </LinkButton>
              </div>
            )}
            <ul class="rows">
              {[...items, ...(more?.items ?? [])].map((item) => (
                <li key={item.id}>
                  <Row href={`/to-khai/${item.id}`} note={stateWords(item)}>
                    {item.person.fullName} · {dateTime(item.at)}
                  </Row>
                  {mayHavePass(item) && (
                    <Row href={`/app/ma-di-duong/${item.id}`} icon={QrCode}>
                      {t('mine.pass', { name: givenName(item.person.fullName) })}
                    </Row>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loading>
      {next && (
        <Button
          onClick={async () => {
            const page = await call('GET /declarations', { query: { limit: '30', after: next } });
            setMore({ ...page, items: [...(more?.items ?? []), ...page.items] });
          }}
        >
          {t('mine.more')}
        </Button>
      )}
    </Page>
  );
};

/** A pass is made for a departure up to 30 days ahead, and runs 72 hours from it. */
const passDays = 33;
const mayHavePass = ({ form, supersededBy, at }: List['items'][number]): boolean =>
  form === 'domestic' && !supersededBy && Date.parse(at) > Date.now() - passDays * 86_400_000;

export const outcomeWords = ({ state, verification }: Pick<List['items'][number], 'state' | 'verification'>): string =>
  t(`detail.state.${verification?.result ?? state ?? 'none'}`);

const stateWords = (item: List['items'][number]): string => {
  const what = [t(`result.level.${item.triage.level}`), outcomeWords(item)];
  if (item.supersededBy) what.push(t('mine.superseded'));
  if (item.onBehalf) what.push(t('mine.onBehalf'));
  return what.join(' · ');
};

const Waiting = ({ parcel }: { parcel: DeclarationParcel }) => {
  const { outbox, members } = useDevice();
  const [isAsking, setAsking] = useState(false);
  const fullName = members.value.find(({ id }) => id === parcel.body.person.id)?.fullName ?? '';
  return (
    <li class={`card stack tight ${parcel.state}`}>
      <strong>
        {fullName} · {t(parcel.state === 'refused' ? 'mine.refused' : 'mine.waiting')}
      </strong>
      {parcel.state === 'refused' ? (
        <>
          <p>{refusalWords(parcel)}</p>
          <LinkButton icon={Send} href={mendPath(parcel)}>
            {t('mine.mend')}
          </LinkButton>
        </>
      ) : (
        <p class="quiet small">{t('mine.waitingNote', { at: dateTime(parcel.at) })}</p>
      )}
      <Button kind="plain" icon={Trash2} onClick={() => setAsking(true)}>
        {t('mine.discard')}
      </Button>
      <Dialog title={t('mine.discardTitle')} open={isAsking} onClose={() => setAsking(false)}>
        <p>{t('mine.discardNote')}</p>
        <div class="actions">
          <Button kind="danger" onClick={() => outbox.drop(parcel.id)}>
            {t('mine.discard')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('app.cancel')}</Button>
        </div>
      </Dialog>
    </li>
  );
};
