import { dayOf } from '../../../core/day.ts';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { caller } from '../../../web/kit/console/call.ts';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { can } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { laboratory } from '../contract.ts';

const call = caller<typeof laboratory>();

const caseAddress = (person: string, sampledAt: string, resultAt: string): string =>
  `/console/cases/new?${new URLSearchParams({
    person,
    sampled: dayOf(new Date(sampledAt)),
    confirmed: dayOf(new Date(resultAt)),
  })}`;

/** Positive results for which no case stands: each leads to the form of a new case, filled with its days. */
export const Positives = () => {
  const positives = usePages((after, signal) => call('GET /tests/positives', { query: { after } }, signal), []);
  return (
    <>
      <p class="quiet measure">{t('laboratory.positivesLead')}</p>
      <Paged of={positives} empty={t('laboratory.positivesEmpty')}>
        {(items) => (
          <TableBox label={t('laboratory.positives')}>
            <table class="stacked">
              <thead>
                <tr>
                  <th scope="col">{t('common.name')}</th>
                  <th scope="col">{t('common.area')}</th>
                  <th scope="col">{t('tests.sampledAt')}</th>
                  <th scope="col">{t('laboratory.resultAt')}</th>
                  <th scope="col">{t('tests.method')}</th>
                  {can('case.write') && <th scope="col">{t('common.actions')}</th>}
                </tr>
              </thead>
              <tbody>
                {items.map(({ id, person, areaName, sampledAt, resultAt, method, lab }) => (
                  <tr key={id}>
                    <th scope="row">
                      <a href={`/console/people/${person.id}`}>{person.fullName}</a>{' '}
                      <span class="quiet">{age(person.birthYear)}</span>
                    </th>
                    <td data-label={t('common.area')}>{areaName}</td>
                    <td data-label={t('tests.sampledAt')}>{dateTime(sampledAt)}</td>
                    <td data-label={t('laboratory.resultAt')}>{dateTime(resultAt)}</td>
                    <td data-label={t('tests.method')}>
                      {t(`tests.methodOf.${method}`)} {lab && <span class="quiet small">{lab}</span>}
                    </td>
                    {can('case.write') && (
                      <td>
                        <LinkButton kind="primary" href={caseAddress(person.id, sampledAt, resultAt)}>
                          {t('cases.make')}
                        </LinkButton>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </Paged>
    </>
  );
};
