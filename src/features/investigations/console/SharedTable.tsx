import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import type { SharedEvent, SharedPlace } from './api.ts';
import { chanceWords, expectedWords, liftWords, placeWords, spanWords } from './shared-words.ts';
import './backward.css';
import { figure } from '../../../web/kit/format.ts';

type Surprise = { cases: number; expected: number; lift: number; p: number; visitors: number };

const Head = ({ first }: { first: string }) => (
  <thead>
    <tr>
      <th scope="col">{first}</th>
      <th scope="col" class="number">
        {t('backward.cases')}
      </th>
      <th scope="col" class="number">
        {t('backward.visitors')}
      </th>
      <th scope="col" class="number">
        {t('backward.expected')}
      </th>
      <th scope="col">{t('backward.lift')}</th>
      <th scope="col">{t('backward.who')}</th>
    </tr>
  </thead>
);

/** The figures of one row; the bar is the number of cases beside that expected by chance. */
const Figures = ({ of: { cases, expected, lift, p, visitors }, most }: { of: Surprise; most: number }) => (
  <>
    <td class="number figure">
      <span class="bar" style={{ inlineSize: `${(100 * cases) / most}%` }} />
      <span>{cases}</span>
    </td>
    <td class="number">{figure(visitors)}</td>
    <td class="number">{expectedWords(expected)}</td>
    <td>
      {liftWords(lift)}
      <br />
      <span class="small quiet">{chanceWords(p)}</span>
    </td>
  </>
);

const Place = ({ venue }: Pick<SharedPlace, 'venue'>) => (
  <>
    {venue.name}
    <br />
    <span class="small quiet">{placeWords(venue)}</span>
  </>
);

const mostOf = (counts: readonly number[]): number => Math.max(1, ...counts);

/** Places that cases share; each case leads to its page, each meeting is a line. */
export const SharedTable = ({ places }: { places: readonly SharedPlace[] }) => (
  <TableBox label={t('backward.title')}>
    <table class="figures-table shared">
      <Head first={t('backward.place')} />
      <tbody>
        {places.map(({ venue, cases, events, ...figures }) => (
          <tr key={venue.id}>
            <th scope="row">
              <Place venue={venue} />
            </th>
            <Figures
              of={{ ...figures, cases: cases.length }}
              most={mostOf(places.map((place) => place.cases.length))}
            />
            <td>
              <ul>
                {cases.map(({ id, code, person, stays }) => (
                  <li key={id}>
                    <a href={`/console/cases/${id}`}>{person.fullName}</a> <span class="small quiet">{code}</span>
                    <br />
                    <span class="small">
                      {stays.map(({ from, to, doubtful }) => (
                        <span key={from} class="stay">
                          {spanWords(from, to)}
                          {doubtful && ` (${t('backward.doubtful')})`}
                        </span>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
              {events.length > 0 && (
                <p class="small">
                  <span class="tag red">{t('backward.together', { n: events.length })}</span>
                </p>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableBox>
);

type Row = { venue: SharedPlace['venue']; event: SharedEvent };

/** When several cases were in one place together. */
export const EventTable = ({ events }: { events: readonly Row[] }) => (
  <TableBox label={t('backward.byEvent')}>
    <table class="figures-table shared">
      <thead>
        <tr>
          <th scope="col">{t('backward.event')}</th>
          <th scope="col" class="number">
            {t('backward.cases')}
          </th>
          <th scope="col" class="number">
            {t('backward.present')}
          </th>
          <th scope="col" class="number">
            {t('backward.expected')}
          </th>
          <th scope="col">{t('backward.lift')}</th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ venue, event }) => (
          <tr key={`${venue.id} ${event.from}`}>
            <th scope="row">
              {spanWords(event.from, event.to)}
              <br />
              <Place venue={venue} />
            </th>
            <Figures of={event} most={mostOf(events.map(({ event: { cases } }) => cases))} />
          </tr>
        ))}
      </tbody>
    </table>
  </TableBox>
);
