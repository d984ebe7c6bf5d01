import { Send } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { call, type Pending } from './api.ts';
import { NoticePreview } from './NoticePreview.tsx';
import { PendingRow } from './PendingRow.tsx';
import { focusRow } from './row-keys.ts';
import { useSelection } from './selection.ts';
import './cases.css';

/** So many persons the server tells at once. */
const together = 500;
type Told = { told: number; unreachable: Pending[]; passed: Pending[]; spoken: boolean };

/** Changes of class that nobody has been told of: an officer confirms each before a message goes out. */
export const NoticesPage = () => {
  const pending = usePages((after, signal) => call('GET /classifications/pending', { query: { after } }, signal), []);
  const selection = useSelection(pending.items.map(({ person }) => person.id));
  const [told, setTold] = useState<Told>();
  const said = useRef<HTMLDivElement>(null);
  const chosen = pending.items.filter(({ person }) => selection.has(person.id));
  const tell = useAct(async (spoken: boolean) => {
    const asked = chosen.slice(0, together);
    const persons = asked.map(({ person }) => person.id);
    // Whoever was told or has another class meanwhile is not told again on the word of an old list.
    const seen = asked.map(({ person, level }) => ({ person: person.id, level: level as 'F0' | 'F1' | 'F2' | null }));
    const body = { id: newId(), persons, seen, ...(spoken && { spoken }) };
    const answer = await call('POST /classifications/notices', { body });
    const among = (ids: readonly string[]) => asked.filter(({ person }) => ids.includes(person.id));
    setTold({ told: answer.told, unreachable: among(answer.unreachable), passed: among(answer.passed), spoken });
    // The bar is gone with what was chosen, and the rows go too.
    said.current?.focus();
    selection.clear();
    pending.first.reload();
  });
  return (
    <Page title={t('cases.noticesTitle')} text={t('cases.noticesText')}>
      <div ref={said} tabIndex={-1} aria-live="polite" class="stack tight">
        {told && <ToldBand of={told} />}
      </div>
      <Paged of={pending} empty={t('cases.noticesEmpty')} emptyText={t('cases.noticesEmptyText')}>
        {(items) => (
          <>
            {can('case.write') && (
              <p class="no-print">
                <Button onClick={selection.all}>{t('cases.chooseAll', { n: items.length })}</Button>
              </p>
            )}
            <ol class="contact-rows" aria-label={t('cases.noticesTitle')}>
              {items.map((one) => (
                <PendingRow
                  key={one.person.id}
                  of={one}
                  isChosen={selection.has(one.person.id)}
                  onToggle={can('case.write') ? (isRange) => selection.toggle(one.person.id, isRange) : undefined}
                />
              ))}
            </ol>
          </>
        )}
      </Paged>
      {chosen.length > 0 && (
        <section class="decide-bar no-print" aria-label={t('cases.noticesTell')}>
          <strong>{t('cases.chosen', { n: chosen.length })}</strong>
          <NoticePreview of={chosen} />
          <Refusal error={tell.error} />
          <div class="row wrap">
            <Button kind="primary" icon={Send} busy={tell.isBusy} onClick={() => tell.run(false)}>
              {t('cases.tell')}
            </Button>
            <Button busy={tell.isBusy} onClick={() => tell.run(true)}>
              {t('cases.tellSpoken')}
            </Button>
            <Button
              kind="plain"
              onClick={() => {
                focusRow(selection.chosen.at(-1));
                selection.clear();
              }}
            >
              {t('cases.clearChosen')}
            </Button>
          </div>
        </section>
      )}
    </Page>
  );
};

const ToldBand = ({ of: { told, unreachable, passed, spoken } }: { of: Told }) => (
  <>
    {told > 0 && (
      <Band notice tone="green">
        {t(spoken ? 'cases.toldSpoken' : 'cases.told', { n: told })}
      </Band>
    )}
    {unreachable.length > 0 && (
      <Band notice tone="amber">
        <p>{t('cases.unreachable', { n: unreachable.length })}</p>
        <Names of={unreachable} />
      </Band>
    )}
    {passed.length > 0 && (
      <Band notice tone="amber">
        <p>{t('cases.passedOver', { n: passed.length })}</p>
        <Names of={passed} />
      </Band>
    )}
  </>
);

const Names = ({ of }: { of: readonly Pending[] }) => (
  <ul>
    {of.map(({ person, areaName }) => (
      <li key={person.id}>
        <a href={`/console/people/${person.id}`}>{person.fullName}</a> · {areaName}
      </li>
    ))}
  </ul>
);
