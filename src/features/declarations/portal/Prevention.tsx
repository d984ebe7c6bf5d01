import type { Reader } from '../../../web/kit/portal/reader.ts';
import { symptoms } from '../form.ts';

/** What to do every day, then for each symptom a declaration asks about. */
export const Prevention = ({ reader }: { reader: Reader }) => {
  const { prevention, symptom } = reader.t.declarations;
  return (
    <>
      <h1>{prevention.title}</h1>
      <p class="lead">{prevention.lead}</p>
      <section aria-labelledby="general">
        <h2 id="general">{prevention.general.title}</h2>
        <ul class="dots">
          {prevention.general.rows.map((row) => (
            <li key={row}>{row}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="by-symptom">
        <h2 id="by-symptom">{prevention.bySymptom}</h2>
        {symptoms.map((code) => (
          <div key={code} class="advice">
            <h3>{symptom[code].replace(/^./u, (letter) => letter.toLocaleUpperCase(reader.language))}</h3>
            <ul class="dots">
              {prevention.symptom[code].do.map((row) => (
                <li key={row}>{row}</li>
              ))}
            </ul>
            <p>
              <b>{prevention.call}</b> {prevention.symptom[code].call}
            </p>
          </div>
        ))}
      </section>
    </>
  );
};
