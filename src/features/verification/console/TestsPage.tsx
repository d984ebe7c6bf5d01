import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ExportButton } from '../../../web/kit/console/ExportButton.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { can } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { call, type Test } from './api.ts';
import { refreshSummary } from './summary.ts';
import { CaseLink, ResultButtons, TestSaved } from './Tests.tsx';

type Props = {
  query: Record<string, string>;
  /** A laboratory's list is brought in; told when something of it was written. */
  imports?: (onDone: () => void) => ComponentChildren;
  /** Positive results for which no case stands. */
  positives?: ComponentChildren;
};

const lists = ['awaiting', 'positives', 'all'] as const;

/** Samples on their way, positive results that propose a case, and all that were taken. */
export const TestsPage = ({ query, imports, positives }: Props) => {
  const [written, setWritten] = useState(0);
  const list = lists.find((one) => one === query.list) ?? 'awaiting';
  const words = { awaiting: t('tests.awaiting'), positives: t('laboratory.positives'), all: t('tests.all') };
  return (
    <Page
      title={t('tests.title')}
      actions={
        <>
          {can('test.write') &&
            imports?.(() => {
              setWritten((before) => before + 1);
              void refreshSummary();
            })}
          {can('export.rows') && (
            <ExportButton of="tests" query={{ awaiting: list === 'awaiting' ? 'true' : undefined }} name="xet-nghiem" />
          )}
        </>
      }
    >
      <nav class="tabs" aria-label={t('tests.title')}>
        {lists.map((one) => (
          <a
            key={one}
            href={one === 'awaiting' ? '/console/tests' : `/console/tests?list=${one}`}
            aria-current={one === list ? 'page' : undefined}
          >
            {words[one]}
          </a>
        ))}
      </nav>
      {list === 'positives' ? positives : <TestList key={`${list} ${written}`} awaiting={list === 'awaiting'} />}
    </Page>
  );
};

const TestList = ({ awaiting }: { awaiting: boolean }) => {
  const tests = usePages(
    (after, signal) => call('GET /tests', { query: { after, ...(awaiting && { awaiting: 'true' as const }) } }, signal),
    [awaiting],
  );
  return (
    <Paged of={tests} empty={t(awaiting ? 'tests.empty' : 'tests.emptyAll')}>
      {(items) => (
        <TableBox label={t('tests.title')}>
          <table class="stacked">
            <thead>
              <tr>
                <th scope="col">{t('common.name')}</th>
                <th scope="col">{t('tests.sampledAt')}</th>
                <th scope="col">{t('tests.method')}</th>
                <th scope="col">{t('tests.lab')}</th>
                <th scope="col">{t('tests.result')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((test) => (
                <TestRow key={test.id} test={test} />
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Paged>
  );
};

/** After a result is written the row stays, so that a slip is seen and corrected at once. */
const TestRow = ({ test: given }: { test: Test }) => {
  const [answered, setAnswered] = useState<Test>();
  const test = answered ?? given;
  const done = (saved: Test): void => {
    setAnswered(saved);
    void refreshSummary();
  };
  return (
    <tr>
      <th scope="row">
        <a href={`/console/people/${test.person.id}`}>{test.person.fullName}</a>{' '}
        <span class="quiet">{age(test.person.birthYear)}</span>
      </th>
      <td>{dateTime(test.sampledAt)}</td>
      <td>{t(`tests.methodOf.${test.method}`)}</td>
      <td>{test.lab}</td>
      <td>
        {answered && <TestSaved test={answered} />}
        {test.result && !answered && t(`tests.resultOf.${test.result}`)} <CaseLink test={test} />
        {can('test.write') &&
          (test.result ? (
            <details key={test.result}>
              <summary>{t('tests.correct')}</summary>
              <ResultButtons test={test} onDone={done} />
            </details>
          ) : (
            <ResultButtons test={test} onDone={done} />
          ))}
      </td>
    </tr>
  );
};
