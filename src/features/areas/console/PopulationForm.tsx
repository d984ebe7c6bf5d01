import { Upload } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { csvOf, saveFile } from '../../../web/kit/console/csv.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { Field } from '../../../web/kit/Field.tsx';
import { call, type PopulationReport } from './api.ts';

type Checked = { file: File; report: PopulationReport };

/** Residents by commune from a spreadsheet: chosen, judged row by row, and only then written. */
export const PopulationForm = () => {
  const [checked, setChecked] = useState<Checked>();
  const [written, setWritten] = useState<number>();
  const input = useRef<HTMLInputElement>(null);
  const send = (file: File, mode: 'check' | 'apply') =>
    call('POST /areas/population', { query: { id: newId(), mode }, body: file });
  const check = useAct(async (file: File) => setChecked({ file, report: await send(file, 'check') }));
  const apply = useAct(async ({ file }: Checked) => {
    const { accepted } = await send(file, 'apply');
    setWritten(accepted);
    setChecked(undefined);
    if (input.current) input.current.value = '';
  });
  const template = (): void =>
    saveFile(
      'dan-so-xa-phuong.csv',
      csvOf([
        t('areas.population.columns')
          .split(';')
          .map((column) => column.trim()),
      ]),
    );
  return (
    <section class="card stack tight" aria-labelledby="population">
      <div class="page-head">
        <h2 id="population">{t('areas.population.title')}</h2>
        <Button onClick={template}>{t('areas.population.template')}</Button>
      </div>
      <p class="quiet measure">{t('areas.population.text')}</p>
      <Field label={t('areas.population.file')} hint={t('areas.population.fileHint')}>
        {(its) => (
          <input
            {...its}
            ref={input}
            class="input"
            type="file"
            accept=".csv,.xlsx"
            onChange={(event) => {
              setChecked(undefined);
              setWritten(undefined);
              const [file] = event.currentTarget.files ?? [];
              if (file) void check.run(file);
            }}
          />
        )}
      </Field>
      {check.isBusy && <p role="status">{t('areas.population.checking')}</p>}
      <Refusal error={check.error ?? apply.error} />
      {written !== undefined && (
        <Band notice tone="green">
          {t('areas.population.written', { n: written })}
        </Band>
      )}
      {checked && <Report of={checked.report} />}
      {checked && checked.report.accepted > 0 && (
        <p>
          <Button kind="primary" icon={Upload} busy={apply.isBusy} onClick={() => apply.run(checked)}>
            {t('areas.population.apply', { n: checked.report.accepted })}
          </Button>
        </p>
      )}
    </section>
  );
};

const Report = ({ of: { rows, accepted, rejected } }: { of: PopulationReport }) => (
  <>
    <Band notice tone={rejected.length === 0 ? 'green' : 'amber'}>
      {t('areas.population.count', { rows, accepted, wrong: rows - accepted })}
    </Band>
    {rejected.length > 0 && (
      <TableBox label={t('areas.population.wrong')}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('areas.population.row')}
              </th>
              <th scope="col">{t('areas.population.column')}</th>
              <th scope="col">{t('areas.population.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map(({ row, field, code }) => (
              <tr key={`${row} ${field}`}>
                <td class="number">{row}</td>
                <td>{maybe(`areas.population.of.${field}`) ?? field}</td>
                <td>{maybe(`problem.${code}`) ?? code}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    )}
  </>
);
