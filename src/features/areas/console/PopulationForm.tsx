import { csvOf } from '../../../web/kit/console/csv.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { UploadCheck } from '../../../web/kit/console/UploadCheck.tsx';
import { call } from './api.ts';

const template = (): string =>
  csvOf([
    t('areas.population.columns')
      .split(';')
      .map((column) => column.trim()),
  ]);

/** Residents by commune from a spreadsheet: chosen, judged row by row, and only then written. */
export const PopulationForm = () => (
  <section class="card stack tight" aria-labelledby="population">
    <h2 id="population">{t('areas.population.title')}</h2>
    <p class="quiet measure">{t('areas.population.text')}</p>
    <UploadCheck
      label={t('areas.population.file')}
      hint={t('areas.population.fileHint')}
      template={{ name: 'dan-so-xa-phuong.csv', content: template }}
      send={(file, query) => call('POST /areas/population', { query, body: file })}
      columnOf={(field) => maybe(`areas.population.of.${field}`) ?? field}
      applyWord={(n) => t('areas.population.apply', { n })}
      appliedWord={({ accepted }) => t('areas.population.written', { n: accepted })}
      onApplied={() => {}}
    />
  </section>
);
