import { ListPaper } from '../../../web/kit/console/ListPaper.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { matterWords } from '../../../web/kit/console/words.ts';
import { phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Work } from './api.ts';

const pageSize = 200;

const readAll = async (after?: string): Promise<Work[]> => {
  const query = { area: ownArea(), phones: 'true' as const, limit: String(pageSize), after };
  const { items, next } = await call('GET /work', { query });
  return next ? [...items, ...(await readAll(next))] : items;
};

/** The work-list on paper, a table a hamlet, with blank columns for the hamlet team. */
export const WorkPrint = () => {
  const list = useLoaded(() => readAll(), []);
  return (
    <ListPaper
      name={t('print.workTitle')}
      heading={t('print.workTitle')}
      back={{ href: '/console/work', label: t('shell.backToWork') }}
    >
      <Shown of={list}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('work.empty')} />
          ) : (
            [...Map.groupBy(rows, (row) => row.person.hamlet ?? '').entries()]
              .toSorted(([one], [other]) => one.localeCompare(other, 'vi', { numeric: true }))
              .map(([hamlet, inHamlet]) => (
                <HamletTable key={hamlet} name={hamlet || t('print.noHamlet')} rows={inHamlet} />
              ))
          )
        }
      </Shown>
    </ListPaper>
  );
};

const HamletTable = ({ name, rows }: { name: string; rows: Work[] }) => (
  <section>
    <h2>{name}</h2>
    <TableBox label={name}>
      <table class="ruled">
        <thead>
          <tr>
            <th scope="col">{t('print.number')}</th>
            <th scope="col">{t('common.name')}</th>
            <th scope="col">{t('print.birthYear')}</th>
            <th scope="col">{t('common.phone')}</th>
            <th scope="col">{t('common.address')}</th>
            <th scope="col">{t('print.symptoms')}</th>
            <th scope="col" class="blank">
              {t('print.callResult')}
            </th>
            <th scope="col" class="blank">
              {t('print.signature')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((work, at) => (
            <tr key={work.id}>
              <td class="number">{at + 1}</td>
              <th scope="row">{work.person.fullName}</th>
              <td class="number">{work.person.birthYear}</td>
              <td>{work.phone && phone(work.phone)}</td>
              <td>{work.address}</td>
              <td>
                {t(`work.level.${work.level}`)}: {matterWords(work)}
              </td>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  </section>
);
