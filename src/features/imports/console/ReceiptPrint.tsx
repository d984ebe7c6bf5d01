import { Paper } from '../../../web/kit/console/ListPaper.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { fates, hasRecorded, leftBehind } from '../rules.ts';
import { call, count } from './api.ts';

/** The receipt on paper: which list, by whom, and how many rows of each fate. No person stands in it. */
export const ReceiptPrint = ({ id }: { id: string }) => {
  const list = useLoaded((signal) => call('GET /imports/:id', { params: { id } }, signal), [id]);
  return (
    <Paper
      name={t('imports.receipt')}
      heading={t('imports.receipt')}
      back={{ href: `/console/imports/${id}`, label: t('common.back') }}
    >
      <Shown of={list}>
        {(of) => (
          <table class="ruled">
            <tbody>
              {(
                [
                  [t('imports.file'), of.name],
                  [t('imports.kind'), t(`imports.kindOf.${of.kind}`)],
                  [t('imports.sentBy'), `${of.by}, ${dateTime(of.at)}`],
                  [t('common.state'), `${t(`imports.stateOf.${of.state}`)}, ${dateTime(of.changedAt)}`],
                  [t('imports.rows'), count(of.rows)],
                  ...(hasRecorded(of)
                    ? [
                        ...fates.map((fate) => [t(`imports.doneOf.${fate}`), count(of.counts[fate])] as const),
                        ...(leftBehind(of) > 0 ? [[t('imports.leftBehind'), count(leftBehind(of))] as const] : []),
                      ]
                    : [[t('imports.becomes'), t('imports.nothing')] as const]),
                  [t('imports.number'), of.id],
                ] as const
              ).map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Shown>
    </Paper>
  );
};
