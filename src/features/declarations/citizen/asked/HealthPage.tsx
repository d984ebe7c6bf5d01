import { useState } from 'preact/hooks';
import { client } from '../../../../core/client.ts';
import type { GotReply } from '../../../../core/contract.ts';
import { LinkButton } from '../../../../web/kit/Button.tsx';
import { useDevice } from '../../../../web/kit/citizen/device.ts';
import { maybe, t } from '../../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../../web/kit/citizen/Page.tsx';
import { SelectField } from '../../../../web/kit/Field.tsx';
import { date } from '../../../../web/kit/format.ts';
import { useLoaded } from '../../../../web/kit/load.ts';
import type { declarations } from '../../contract.ts';

type Days = GotReply<(typeof declarations)['GET /people/:id/daily']>;
const call = client<typeof declarations>();

/** The own health of the last days: a small curve of temperature, and every day in words. */
export const HealthPage = () => {
  const members = useDevice().members.value;
  const [person, setPerson] = useState(members[0]?.id ?? '');
  const days = useLoaded(
    (signal) => call('GET /people/:id/daily', { params: { id: person }, query: { days: '30' } }, signal),
    [person],
  );
  return (
    <Page title={t('forms.history')} back="/khai-bao/mau">
      {members.length > 1 && (
        <SelectField
          label={t('forms.whose')}
          value={person}
          onChange={setPerson}
          options={members.map(({ id, fullName }) => ({ value: id, label: fullName }))}
        />
      )}
      <Loading of={days}>
        {(found) =>
          found.length === 0 ? (
            <div class="state">
              <p>{t('forms.noDays')}</p>
              <LinkButton kind="primary" href="/khai-bao/daily">
                {t('forms.updateNow')}
              </LinkButton>
            </div>
          ) : (
            <>
              <Curve days={found} />
              <ul class="rows">
                {found.toReversed().map((day) => (
                  <li key={day.day} class="row">
                    <span class="words">
                      <span>{date(day.day)}</span>
                      <span class="quiet small">{dayWords(day)}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loading>
    </Page>
  );
};

const dayWords = ({ temperature, symptoms }: Days[number]): string => {
  const signs = symptoms.map((code) => maybe(`symptom.${code}`) ?? code).join(', ') || t('declare.review.noSymptoms');
  return temperature === null ? signs : `${String(temperature).replace('.', ',')} °C · ${signs}`;
};

const [width, height, low, high, fever] = [320, 96, 35.5, 40.5, 37.5];
const y = (degrees: number): number =>
  height - ((Math.min(high, Math.max(low, degrees)) - low) / (high - low)) * height;

/** Only days on which a temperature was measured are on it; the line is where fever begins. */
const Curve = ({ days }: { days: Days }) => {
  const measured = days.filter((day) => day.temperature !== null);
  if (measured.length < 2) return null;
  const x = (at: number) => 8 + (at / (measured.length - 1)) * (width - 16);
  const points = measured.map(({ temperature }, at) => `${x(at)},${y(temperature ?? 0)}`);
  return (
    <figure>
      <svg
        class="curve"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('forms.curve', { n: measured.length })}
      >
        <line class="fever" x1={0} x2={width} y1={y(fever)} y2={y(fever)} />
        <polyline points={points.join(' ')} />
        {measured.map(({ day, temperature }, at) => (
          <circle
            key={day}
            cx={x(at)}
            cy={y(temperature ?? 0)}
            r={3}
            class={(temperature ?? 0) >= fever ? 'hot' : ''}
          />
        ))}
      </svg>
      <figcaption class="quiet small">{t('forms.curveNote')}</figcaption>
    </figure>
  );
};
