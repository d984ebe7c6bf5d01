import { formatAreaPath } from '../../../core/area.ts';
import { date, time } from '../../../web/kit/format.ts';
import { fill, linkTo, type Reader } from '../../../web/kit/portal/reader.ts';

type Venue = { name: string; areaName: string; address: string | null };
export type PublicMilestone = {
  id: string;
  from: Date;
  to: Date | null;
  venue: Venue | null;
  areaName: string | null;
  text: string;
  publishedAt: Date;
  unit: string | null;
};
type Props = { reader: Reader; milestones: readonly PublicMilestone[] };

const dayAndTime = (at: Date): string => `${time(at)} ${date(at)}`;
/** `20:00–22:00 19/05/2021`; both days when midnight lies between. */
const span = ({ from, to }: Pick<PublicMilestone, 'from' | 'to'>): string => {
  if (to === null) return dayAndTime(from);
  return date(from) === date(to) ? `${time(from)}–${dayAndTime(to)}` : `${dayAndTime(from)} – ${dayAndTime(to)}`;
};

/** Where cases have been, as published: place, time, and what to do; never who. */
export const Milestones = ({ reader, milestones }: Props) => {
  const { milestones: t } = reader.t;
  if (milestones.length === 0) return <p class="notice">{t.empty}</p>;
  return (
    <>
      <ul class="milestones">
        {milestones.map((milestone) => (
          <li key={milestone.id}>
            <p>
              <b>{milestone.venue?.name ?? milestone.areaName ?? t.place}</b>
              <br />
              {span(milestone)}
            </p>
            <p class="quiet">
              {[milestone.venue?.address, milestone.venue?.areaName ?? milestone.areaName].filter(Boolean).join(', ')}
            </p>
            <p>{milestone.text}</p>
            <p class="quiet small">
              {fill(milestone.unit ? t.publishedBy : t.published, {
                unit: milestone.unit ?? '',
                time: time(milestone.publishedAt),
                date: date(milestone.publishedAt),
              })}
            </p>
          </li>
        ))}
      </ul>
      <p class="small">
        <a href={`/api/v1/public/milestones?area=${formatAreaPath(reader.area)}`}>{t.json}</a>
      </p>
      <p>
        <a href={linkTo(reader, '/portal/duong-day-nong')}>{reader.t.hotlines.all}</a>
      </p>
    </>
  );
};
