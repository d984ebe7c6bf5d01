import { type Cell, csvOf, receiptOf, saveFile } from '../../../web/kit/console/csv.ts';
import { t } from '../../../web/kit/console/text.ts';
import { date, dateTime, phone } from '../../../web/kit/format.ts';
import type { Task } from './api.ts';
import { type Filters, readAll } from './task-list.ts';

const head = (): Cell[] => [
  t('common.name'),
  t('people.birthYear'),
  t('common.phone'),
  t('common.address'),
  t('common.hamlet'),
  t('common.area'),
  t('cases.level'),
  t('followup.case'),
  t('common.state'),
  t('followup.due'),
  t('followup.lastContact'),
  t('followup.untilHead'),
];

const cells = (task: Task): Cell[] => [
  task.person.fullName,
  task.person.birthYear,
  task.phone && phone(task.phone),
  task.address,
  task.person.hamlet,
  task.areaName,
  `F${task.level}`,
  task.caseCode,
  t(`cases.taskOf.${task.state}`),
  task.dueAt && dateTime(task.dueAt),
  task.lastContactAt && dateTime(task.lastContactAt),
  task.until && date(task.until),
];

/** The whole list behind the filters; the last line is the receipt. */
export const saveTasks = async (filters: Filters): Promise<void> => {
  const all = await readAll(filters);
  saveFile('nguoi-tiep-xuc.csv', `${csvOf([head(), ...all.map(cells)])}${receiptOf(all.length)}\r\n`);
};
