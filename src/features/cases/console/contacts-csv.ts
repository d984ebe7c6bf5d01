import { type Cell, csvOf, receiptOf, saveFile } from '../../../web/kit/console/csv.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime, phone } from '../../../web/kit/format.ts';
import type { Case, Contact } from './api.ts';
import { type ContactFilters, type Level, readContacts } from './contact-list.ts';
import { evidenceWords } from './words.ts';

const head = (): Cell[] => [
  t('common.name'),
  t('people.birthYear'),
  t('common.area'),
  t('common.phone'),
  t('cases.level'),
  t('common.state'),
  t('cases.riskWord'),
  t('cases.evidence'),
  t('cases.task'),
  t('cases.due'),
];

const cells = ({ person, areaName, phone: tel, level, state, broken, risk, evidence, task }: Contact): Cell[] => [
  person.fullName,
  person.birthYear,
  areaName,
  tel && phone(tel),
  `F${level}`,
  [t(`cases.contactOf.${state}`), broken && t('cases.broken')].filter(Boolean).join(', '),
  risk,
  evidence.map(evidenceWords).join('; '),
  task && (broken ? null : t(`cases.taskOf.${task.state}`)),
  task?.dueAt && dateTime(task.dueAt),
];

const most = 200;

/** Every contact that the filters let through, not only the page on the screen; the last line is the receipt. Tells how many. */
export const saveContacts = async (one: Case, level: Level, filters: ContactFilters): Promise<number> => {
  const all: Contact[] = [];
  for (let after: string | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const { items, next } = await readContacts(one.id, level, filters, after, undefined, most);
    all.push(...items);
    after = next ?? undefined;
  }
  saveFile(`${one.code}-f${level}.csv`, `${csvOf([head(), ...all.map(cells)])}${receiptOf(all.length)}\r\n`);
  return all.length;
};
