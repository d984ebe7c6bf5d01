import { Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { Level } from '../../../web/kit/console/Level.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { officer } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { age, matterWords } from '../../../web/kit/console/words.ts';
import { date, dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type HandOver } from './api.ts';

/** What the next shift must know, on the screen and on paper. */
export const HandOverPage = () => {
  const [since, setSince] = useState<string>();
  const page = useLoaded((signal) => call('GET /work/hand-over', { query: { since } }, signal), [since]);
  return (
    <Page
      title={t('handOver.title')}
      actions={
        <Button icon={Printer} onClick={() => print()}>
          {t('common.print')}
        </Button>
      }
    >
      <div class="filter-grid no-print">
        <DateTimeField label={t('handOver.since')} value={since ?? page.value?.since} onInput={setSince} />
      </div>
      <Shown of={page}>{(found) => <Sheet of={found} />}</Shown>
    </Page>
  );
};

const Sheet = ({ of: page }: { of: HandOver }) => (
  <div class="stack sheet">
    <p>
      <strong>{page.areaName}</strong> · {t('handOver.since24', { time: dateTime(page.since) })} ·{' '}
      {t('handOver.asOf', { time: dateTime(page.at) })}
    </p>
    <dl class="figures">
      {Object.entries(page.counts).map(([name, count]) => (
        <div key={name}>
          <dt>{maybe(`handOver.countOf.${name}`) ?? maybe(`timeline.kind.${name}`) ?? name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
    <h2>{t('handOver.open')}</h2>
    {page.open.length === 0 ? <p class="quiet">{t('handOver.openEmpty')}</p> : <OpenTable of={page.open} />}
    {page.checksDue.length > 0 && (
      <>
        <h2>{t('handOver.checksDue')}</h2>
        <ul class="plain-list">
          {page.checksDue.map(({ person, declaration, on, conclusion }) => (
            <li key={declaration}>
              <a href={`/console/work?item=${declaration}`}>{person.fullName}</a> · {age(person.birthYear)} · {date(on)}{' '}
              · {maybe(`act.conclusionOf.${conclusion}`) ?? conclusion}
            </li>
          ))}
        </ul>
      </>
    )}
    {page.awaitingResult.length > 0 && (
      <>
        <h2>{t('handOver.awaiting')}</h2>
        <ul class="plain-list">
          {page.awaitingResult.map((test) => (
            <li key={test.id}>
              <a href={`/console/people/${test.person.id}`}>{test.person.fullName}</a> ·{' '}
              {t(`tests.methodOf.${test.method}`)} · {t('tests.waitingSince', { time: dateTime(test.sampledAt) })}
            </li>
          ))}
        </ul>
      </>
    )}
    <h2>{t('handOver.remarks')}</h2>
    <p class="blank-lines" />
    <div class="signatures">
      <p>
        {t('handOver.onDuty')}
        <span>{officer.value?.name}</span>
        <small>{t('handOver.sign')}</small>
      </p>
      <p>
        {t('handOver.next')}
        <span />
        <small>{t('handOver.sign')}</small>
      </p>
    </div>
  </div>
);

const OpenTable = ({ of: rows }: { of: HandOver['open'] }) => (
  <TableBox label={t('handOver.open')}>
    <table>
      <thead>
        <tr>
          <th scope="col">{t('work.filterTriage')}</th>
          <th scope="col">{t('common.name')}</th>
          <th scope="col">{t('declarations.symptoms')}</th>
          <th scope="col">{t('common.state')}</th>
          <th scope="col">{t('common.hamlet')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((work) => (
          <tr key={work.id}>
            <td>
              <Level of={work.level} />
            </td>
            <th scope="row">
              <a href={`/console/work?item=${work.declaration}`}>{work.person.fullName}</a>{' '}
              <span class="quiet">{age(work.person.birthYear)}</span>
            </th>
            <td>{matterWords(work)}</td>
            <td>
              {t(`work.state.${work.state}`)}
              {work.takenBy && ` · ${work.takenBy.name}`}
              {work.overdue && <strong> · {t('handOver.overdue')}</strong>}
            </td>
            <td>{work.person.hamlet}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableBox>
);
