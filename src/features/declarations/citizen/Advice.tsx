import { CircleCheck, Info, Siren, TriangleAlert } from 'lucide';
import { maybe, t } from '../../../web/kit/citizen/more-texts.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { PhoneLink } from '../../../web/kit/PhoneLink.tsx';
import type { Level } from '../rules.ts';
import { CallRequest } from './CallRequest.tsx';
import { Hotline } from './Hotline.tsx';
import { reasonWords } from './words.ts';

const signs = { urgent: Siren, risk: TriangleAlert, symptom: Info, clear: CircleCheck } as const;

/** The level as colour, sign and word. */
export const LevelSign = ({ level }: { level: Level }) => (
  <p class={`level ${level}`}>
    <Icon of={signs[level]} />
    {t(`result.level.${level}`)}
  </p>
);

type Props = { level: Level; reasons: readonly string[]; area: string; declaration?: string | undefined };

/** In this order: what this means, what to do now, whom to call, what happens next. `declaration` once the server has it. */
export const Advice = ({ level, reasons, area, declaration }: Props) => {
  const steps = ['1', '2', '3'].flatMap((n) => maybe(`result.do.${level}.${n}`) ?? []);
  return (
    <>
      {level === 'urgent' && (
        <>
          <p class="urgent-line">{t('result.emergency')}</p>
          <PhoneLink number="115" name={t('result.call115').replace(' 115', '')} kind="danger" large />
        </>
      )}
      <section class="stack tight">
        <h2>{t('result.meaning')}</h2>
        <p>{t(`result.meant.${level}`)}</p>
        {reasons.length > 0 && (
          <details>
            <summary>{t('result.why')}</summary>
            <ul class="bullets">
              {[...new Set(reasons.map(reasonWords))].map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section class="stack tight">
        <h2>{t('result.now')}</h2>
        <ol class="numbers">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <section class="stack tight">
        <h2>{t('result.whom')}</h2>
        <Hotline area={area} withAmbulance={level !== 'urgent'} />
        {level === 'symptom' && declaration && <CallRequest declaration={declaration} />}
      </section>
      <section class="stack tight">
        <h2>{t('result.next')}</h2>
        <p>{t(`result.then.${level}`)}</p>
      </section>
    </>
  );
};
