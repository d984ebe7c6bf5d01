import { Download, Phone, Trash2 } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Level } from '../../../web/kit/console/Level.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Refusal } from '../../../web/kit/console/Shown.tsx';
import { canSeal } from '../../../web/kit/console/sealed.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age, matterWords, reasonWords } from '../../../web/kit/console/words.ts';
import { dateTime, phone } from '../../../web/kit/format.ts';
import { ActPanel } from './ActPanel.tsx';
import { isClosed, type Work } from './api.ts';
import { QueueList } from './QueueList.tsx';
import { queue } from './queue.ts';
import { refreshSummary } from './summary.ts';
import { carried, download, openCarried, removeCarried } from './today.ts';

/** What a nurse carries where there is no signal: the list, each person's telephone, and what was done, waiting to be sent. */
export const TodayPage = () => {
  useEffect(() => {
    if (canSeal()) void openCarried();
  }, []);
  const get = useAct(download);
  const list = carried.value;
  return (
    <Page title={t('today.title')} text={t('today.text')} narrow>
      {!canSeal() && (
        <Band notice tone="amber">
          {t('today.noSeal')}
        </Band>
      )}
      {canSeal() && (
        <div class="row wrap">
          <Button kind={list ? undefined : 'primary'} icon={Download} busy={get.isBusy} onClick={() => get.run()}>
            {t(list ? 'today.renew' : 'today.download')}
          </Button>
          {list && (
            <Button icon={Trash2} onClick={removeCarried}>
              {t('today.remove')}
            </Button>
          )}
        </div>
      )}
      <Refusal error={get.error} />
      <QueueList />
      {list ? (
        <section class="stack tight" aria-label={t('today.list')}>
          <p class="quiet" role="status">
            {t('today.downloaded', { n: list.rows.length, time: dateTime(list.at) })}
          </p>
          {list.rows.length === 0 && <Empty title={t('work.empty')} />}
          <ol class="work-rows">
            {list.rows.map((row) => (
              <CarriedRow key={row.id} work={row} />
            ))}
          </ol>
        </section>
      ) : (
        canSeal() && <Empty title={t('today.empty')} />
      )}
    </Page>
  );
};

/** One person of the list; opening it needs no network. */
const CarriedRow = ({ work }: { work: Work }) => {
  const [isOpen, setOpen] = useState(false);
  const waits = queue.value.filter((item) => item.declaration === work.declaration);
  return (
    <li class={isClosed(work.state) ? 'work-row done' : 'work-row'}>
      <button type="button" class="row-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="line">
          <Level of={work.level} />
          <strong>{work.person.fullName}</strong>
          <span class="quiet">{age(work.person.birthYear)}</span>
          <span class="tag">{t(`work.state.${work.state}`)}</span>
          {waits.length > 0 && <span class="tag amber">{t('shell.queued', { n: waits.length })}</span>}
        </span>
        <span class="line">
          {matterWords(work)}
          <span class="quiet">{[work.address, work.person.hamlet].filter(Boolean).join(', ')}</span>
        </span>
      </button>
      {isOpen && <CarriedPerson work={work} />}
    </li>
  );
};

const CarriedPerson = ({ work }: { work: Work }) => (
  <div class="stack carried">
    <p>
      {t('declarations.reasons')}: <strong>{reasonWords(work.reasons)}</strong>
    </p>
    {work.phone ? (
      <LinkButton href={`tel:${work.phone}`} icon={Phone} kind="primary" wide large>
        {t('common.call', { phone: phone(work.phone) })}
      </LinkButton>
    ) : (
      <p class="quiet">{t('common.noPhone')}</p>
    )}
    <ActPanel
      target={{
        declaration: work.declaration,
        person: work.person.fullName,
        area: work.area,
        state: work.state,
        takenBy: work.takenBy,
        transferTo: work.transferTo,
      }}
      onDone={refreshSummary}
    />
  </div>
);
