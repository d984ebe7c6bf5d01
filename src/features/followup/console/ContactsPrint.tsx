import { ListPaper } from '../../../web/kit/console/ListPaper.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime, phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { Task } from './api.ts';
import { filtersOf, readAll } from './task-list.ts';
import './followup.css';

/** The people to follow on paper, with blank columns for what the call brought. */
export const ContactsPrint = ({ query }: { query: Record<string, string> }) => {
  const list = useLoaded(() => readAll(filtersOf(query)), []);
  return (
    <ListPaper
      name={t('followup.title')}
      heading={t('followup.printTitle')}
      back={{ href: '/console/contacts', label: t('followup.title') }}
    >
      <Shown of={list}>
        {(rows) => (rows.length === 0 ? <Empty title={t('followup.empty')} /> : <Sheet rows={rows} />)}
      </Shown>
    </ListPaper>
  );
};

const heads = ['followup.lastContact', 'common.state'] as const;
const blanks = ['followup.calledAt', 'followup.health', 'print.signature'] as const;

const Sheet = ({ rows }: { rows: readonly Task[] }) => (
  <TableBox label={t('followup.title')}>
    <table class="ruled contacts-sheet">
      <thead>
        <tr>
          <th scope="col">{t('print.number')}</th>
          <th scope="col">{t('common.name')}</th>
          <th scope="col">{t('common.phone')}</th>
          <th scope="col">{t('common.address')}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(head)}
            </th>
          ))}
          {blanks.map((head) => (
            <th key={head} scope="col" class="blank">
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((task, at) => (
          <tr key={`${task.case} ${task.person.id}`}>
            <td class="number">{at + 1}</td>
            <th scope="row">
              {task.person.fullName} {task.person.birthYear && `(${task.person.birthYear})`}, F{task.level}
            </th>
            <td class="unbroken">{task.phone && phone(task.phone)}</td>
            <td>{[task.address, task.person.hamlet, task.areaName].filter(Boolean).join(', ')}</td>
            <td>{task.lastContactAt && dateTime(task.lastContactAt)}</td>
            <td>{t(`cases.taskOf.${task.state}`)}</td>
            {blanks.map((head) => (
              <td key={head} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </TableBox>
);
