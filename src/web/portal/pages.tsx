import { formatAreaPath } from '../../core/area.ts';
import { type FocalPoint, FocalPoints } from '../../features/areas/portal/FocalPoints.tsx';
import { GuideLinks } from '../../features/declarations/portal/GuideList.tsx';
import { Hotlines } from '../../features/declarations/portal/Hotlines.tsx';
import { WhatToDo } from '../../features/declarations/portal/WhatToDo.tsx';
import { Milestones, type PublicMilestone } from '../../features/investigations/portal/Milestones.tsx';
import { AreaForm, type Place } from '../../features/statistics/portal/AreaForm.tsx';
import { DayTable } from '../../features/statistics/portal/DayTable.tsx';
import { Figures } from '../../features/statistics/portal/Figures.tsx';
import { everyDay, type Summary } from '../../features/statistics/portal/series.ts';
import { Trend } from '../../features/statistics/portal/Trend.tsx';
import { fill, linkTo, type Reader } from '../kit/portal/reader.ts';

type Props = { reader: Reader; summary: Summary | null; provinces: readonly Place[] };

/** What the page calls the area: also while its figures cannot be read. */
export const nameOf = ({ reader, summary, provinces }: Props): string =>
  reader.area === ''
    ? reader.t.statistics.area.nation
    : (summary?.name ?? provinces.find(({ path }) => path === reader.area)?.name ?? formatAreaPath(reader.area));

/** The front page: the last approved figures, what to do, whom to call. */
export const HomePage = ({ reader, summary, provinces }: Props) => {
  const { t } = reader;
  const area = nameOf({ reader, summary, provinces });
  const days = everyDay(summary?.byDay ?? []);
  return (
    <>
      <h1>{fill(t.statistics.heading, { area })}</h1>
      <AreaForm reader={reader} action="/portal" provinces={provinces} />
      <Figures reader={reader} summary={summary} area={area} />
      {summary?.figures && days.length > 0 && (
        <section aria-labelledby="days">
          <h2 id="days">{t.statistics.trend.title}</h2>
          <Trend reader={reader} days={days} />
          <h3>{t.statistics.table.recent}</h3>
          <DayTable reader={reader} summary={{ ...summary, name: area }} days={days.slice(-7)} />
          <p>
            <a href={linkTo(reader, '/portal/so-lieu')}>{t.statistics.table.all}</a>
          </p>
        </section>
      )}
      <p>
        <a href={linkTo(reader, '/portal/noi-da-den')}>{t.milestones.title}</a>
      </p>
      <Hotlines reader={reader} />
      <p>
        <a href={linkTo(reader, '/portal/duong-day-nong')}>{t.hotlines.all}</a>
      </p>
      <WhatToDo reader={reader} />
      <section aria-labelledby="guides">
        <h2 id="guides">{t.guides.title}</h2>
        <GuideLinks reader={reader} pages={['citizen', 'prevention', 'triage', 'station', 'venue']} />
      </section>
    </>
  );
};

/** The whole table, and the same figures for spreadsheets and programs. */
export const FiguresPage = ({ reader, summary, provinces }: Props) => {
  const { t } = reader;
  const area = nameOf({ reader, summary, provinces });
  const days = everyDay(summary?.byDay ?? []);
  return (
    <>
      <h1>{fill(t.statistics.heading, { area })}</h1>
      <AreaForm reader={reader} action="/portal/so-lieu" provinces={provinces} />
      <Figures reader={reader} summary={summary} area={area} />
      {summary?.figures && (
        <>
          {days.length > 0 && (
            <section aria-labelledby="days">
              <h2 id="days">{t.statistics.table.title}</h2>
              <DayTable reader={reader} summary={{ ...summary, name: area }} days={days} isSummed />
            </section>
          )}
          <section aria-labelledby="download">
            <h2 id="download">{t.statistics.download.title}</h2>
            <ul class="links">
              <li>
                <a href={linkTo({ ...reader, language: 'vi' }, '/portal/so-lieu.csv')} download>
                  {t.statistics.download.csv}
                </a>
              </li>
              <li>
                <a
                  href={`/api/v1/public/summary${linkTo({ ...reader, language: 'vi' }, '/portal').slice('/portal'.length)}`}
                >
                  {t.statistics.download.json}
                </a>
              </li>
            </ul>
            <p class="quiet small">{t.statistics.download.cite}</p>
          </section>
        </>
      )}
    </>
  );
};

/** Whom to call: the ambulance and the ministry first, then the focal points of the province and above. */
export const HotlinesPage = ({
  reader,
  points,
  provinces,
}: Omit<Props, 'summary'> & { points: readonly FocalPoint[] }) => {
  const { t } = reader;
  return (
    <>
      <h1>{t.hotlines.title}</h1>
      <Hotlines reader={reader} />
      <AreaForm reader={reader} action="/portal/duong-day-nong" provinces={provinces} label={t.hotlines.choose} />
      <FocalPoints reader={reader} points={points} />
    </>
  );
};

/** Where cases have been, as the offices that trace them published it. */
export const MilestonesPage = ({
  reader,
  milestones,
  provinces,
}: Omit<Props, 'summary'> & { milestones: readonly PublicMilestone[] | null }) => {
  const { milestones: t } = reader.t;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <AreaForm reader={reader} action="/portal/noi-da-den" provinces={provinces} label={t.choose} />
      {milestones ? <Milestones reader={reader} milestones={milestones} /> : <p class="notice">{t.failed}</p>}
    </>
  );
};
