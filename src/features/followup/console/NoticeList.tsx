import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { Notice } from './api.ts';

/** The receipts: where, when, how many; whom, nobody keeps. */
export const NoticeList = ({ rows }: { rows: readonly Notice[] }) => (
  <TableBox label={t('followup.exposureSent')}>
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">{t('followup.exposurePlace')}</th>
          <th scope="col">{t('common.time')}</th>
          <th scope="col">{t('followup.exposureReach')}</th>
          <th scope="col">{t('followup.people')}</th>
          <th scope="col">{t('followup.sent')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id}>
            <th scope="row">{one.venue?.name ?? t('common.unknown')}</th>
            <td data-label={t('common.time')}>
              {dateTime(one.from)} – {dateTime(one.to)}
            </td>
            <td data-label={t('followup.exposureReach')}>
              {t(`followup.reachOf.${one.reach}`)}
              {one.namesVenue && <div class="small quiet">{t('followup.venueNamed')}</div>}
            </td>
            <td data-label={t('followup.people')}>
              {t('followup.toldCount', { told: one.told, there: one.there })}
              <div class="small quiet">
                {t('followup.toldRest', { again: one.again, withoutPhone: one.withoutPhone })}
              </div>
            </td>
            <td data-label={t('followup.sent')}>
              {dateTime(one.at)} <span class="quiet small">{one.by}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableBox>
);
