import { phone } from '../../../web/kit/format.ts';
import type { Reader } from '../../../web/kit/portal/reader.ts';

export type FocalPoint = {
  id: string;
  unit: string;
  kind: 'general' | 'technical' | 'press';
  name: string;
  phone: string;
  hours: string | null;
};
type Props = { reader: Reader; points: readonly FocalPoint[] };

/** Whom to call for what, unit by unit, the nearest first. */
export const FocalPoints = ({ reader, points }: Props) => {
  const { hotlines } = reader.t;
  if (points.length === 0) return <p>{hotlines.empty}</p>;
  return (
    <>
      {[...Map.groupBy(points, ({ unit }) => unit)].map(([unit, ofUnit]) => (
        <section key={unit}>
          <h2>{unit}</h2>
          <ul class="hotlines">
            {ofUnit.map((point) => (
              <li key={point.id}>
                <a href={`tel:${point.phone}`}>
                  <span>
                    {point.name}
                    <br />
                    <span class="quiet small">
                      {hotlines.kind[point.kind]}
                      {point.hours && ` · ${point.hours}`}
                    </span>
                  </span>{' '}
                  <b>{phone(point.phone)}</b>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};
