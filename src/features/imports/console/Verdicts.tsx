import { useState } from 'preact/hooks';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { symptomWords } from '../../../web/kit/console/words.ts';
import { date, dateTime, figure, phone } from '../../../web/kit/format.ts';
import { type Fate, type Field, fates } from '../rules.ts';
import { call, count, type Row, type Whole } from './api.ts';

/** Every row as it was understood, by what becomes of it; those that need a person come first. */
export const Verdicts = ({ of }: { of: Whole }) => {
  const begin = of.counts.rejected > 0 ? 'rejected' : of.counts.duplicate > 0 ? 'duplicate' : undefined;
  const [fate, setFate] = useState<Fate | undefined>(begin);
  const rows = usePages(
    (after, signal) => call('GET /imports/:id/rows', { params: { id: of.id }, query: { fate, after } }, signal),
    [of.id, fate],
  );
  return (
    <section class="stack">
      <h2>{t('imports.verdicts')}</h2>
      <fieldset class="segments">
        <legend class="only-heard">{t('common.filters')}</legend>
        {[undefined, ...fates].map((one) => (
          <label key={one ?? ''}>
            <input type="radio" name="fate" checked={fate === one} onChange={() => setFate(one)} />
            {one === undefined ? t('common.all') : t(`imports.fateOf.${one}`)}
            {one !== undefined && isWhole(of) && ` (${count(of.counts[one])})`}
          </label>
        ))}
      </fieldset>
      <Paged of={rows} empty={t('imports.noRows')}>
        {(items) => (
          <TableBox label={t('imports.verdicts')}>
            <table class="stacked">
              <thead>
                <tr>
                  <th scope="col" class="number">
                    {t('imports.row')}
                  </th>
                  <th scope="col">{t('imports.understood')}</th>
                  <th scope="col">{t('imports.becomes')}</th>
                  <th scope="col">{t('imports.remarks')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((row) => (
                  <Verdict key={row.row} of={row} list={of} />
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </Paged>
    </section>
  );
};

const Verdict = ({ of, list }: { of: Row; list: Whole }) => {
  const headingOf = (field: Field | 'row'): string =>
    field === 'row' ? '' : (list.header[list.mapping[field] ?? -1] ?? maybe(`imports.fieldOf.${field}`) ?? '');
  return (
    <tr>
      <td class="number" data-label={t('imports.row')}>
        {of.row}
      </td>
      <th scope="row">
        {of.person ? <a href={`/console/people/${of.person}`}>{of.values.fullName}</a> : of.values.fullName}
        <span class="quiet small verdict-details">{detailsOf(of.values)}</span>
      </th>
      <td>
        {!of.applied && isTaken[of.fate] && !isWhole(list) ? (
          <span class="tag amber">{t('imports.leftBehind')}</span>
        ) : (
          <span class={`tag ${tones[of.fate]}`}>
            {t(of.applied ? `imports.doneOf.${of.fate}` : `imports.fateOf.${of.fate}`)}
          </span>
        )}
      </td>
      <td>
        <ul class="plain-list small">
          {of.problems.map(({ field, code, text, cell }) => (
            <li key={`${field} ${code} ${cell}`}>
              {headingOf(field) && <strong>{headingOf(field)}: </strong>}
              {text}
              {cell && <span class="quiet"> ({cell})</span>}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
};

/** What broke off or was stopped counts the rows it came to; those it did not come to are shown all the same. */
const isWhole = ({ done, rows }: Pick<Whole, 'done' | 'rows'>): boolean => done === rows;
/** Fates of which a row would be recorded, had the list come to it. */
const isTaken: Partial<Record<Fate, boolean>> = { new: true, changed: true };
const tones: Record<Fate, string> = { new: '', same: '', changed: 'sky', duplicate: 'amber', rejected: 'red' };

/** A row as it was understood, in one line; the name stands above it. */
const detailsOf = ({ fullName: _, ...values }: Row['values']): string =>
  Object.entries(values)
    .map(([name, value]) => wordOf(name, value))
    .join(' · ');

const wordOf = (name: string, value: string | number): string => {
  const text = String(value);
  if (name === 'phone') return phone(text);
  if (name === 'birth') return text.length === 10 ? date(text) : text;
  if (name === 'at') return dateTime(text);
  if (name === 'sex') return maybe(`people.sexOf.${text}`) ?? text;
  if (name === 'symptoms') return symptomWords(text.split(' '));
  if (name === 'exposures')
    return text
      .split(' ')
      .map((code) => maybe(`declarations.exposure.${code}`) ?? code)
      .join(', ');
  return name === 'temperature' ? `${figure(Number(value), 1, 1)} °C` : text;
};
