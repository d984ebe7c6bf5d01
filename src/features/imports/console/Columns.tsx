import { ListChecks } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { isCommune } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { dateOrders, encodings } from '../contract.ts';
import { type Field, fieldsOf, type Mapping, missingFields } from '../rules.ts';
import { call, type Encoding, type Preview, type Whole } from './api.ts';
import { DefaultArea } from './DefaultArea.tsx';
import { DropButton } from './DropButton.tsx';

/** Rows whose cells stand beside a column, so that a person sees what it holds. */
const shownRows = 3;

/** A workbook is Unicode, unless its text was typed in an old font. */
const fonts = ['utf-8', 'tcvn3', 'vni'] as const;

/** How the file is read: its letters, its columns, its dates. What was recognised is chosen already. */
export const Columns = ({ of, onDone }: { of: Whole; onDone: () => void }) => {
  const [encoding, setEncoding] = useState(of.encoding);
  const [read, setRead] = useState<Preview>();
  const [mapping, setMapping] = useState<Mapping>(of.mapping);
  const [order, setOrder] = useState(of.dateOrder);
  const [existing, setExisting] = useState(of.existing);
  const [declared, setDeclared] = useState(of.declaredOrder);
  const [area, setArea] = useState(of.defaultArea);
  // Rows of a commune's own list can belong nowhere else.
  const hasChoice = !isCommune(of.area);
  const shown = read ?? of;
  const other = useAct(async (chosen: Encoding) => {
    setEncoding(chosen);
    const preview = await call('GET /imports/:id/preview', { params: { id: of.id }, query: { encoding: chosen } });
    setRead(preview);
    setMapping(preview.mapping);
  });
  const check = useAct(async () => {
    await call('POST /imports/:id/check', {
      params: { id: of.id },
      body: {
        id: newId(),
        mapping,
        encoding: encoding ?? undefined,
        dateOrder: order,
        declaredOrder: declared,
        existing,
        area: hasChoice ? area : undefined,
      },
    });
    onDone();
  });
  const missing = missingFields(of.kind, mapping);
  const choose = (column: number, field: string): void => {
    const rest = Object.entries(mapping).filter(([name, at]) => at !== column && name !== field);
    setMapping(Object.fromEntries([...rest, ...(field === '' ? [] : [[field, column]])]));
  };
  const fieldAt = (column: number): string => Object.entries(mapping).find(([, at]) => at === column)?.[0] ?? '';
  return (
    <>
      <section class="card stack">
        <h2>{t('imports.letters')}</h2>
        <p class="quiet measure">{t('imports.lettersText')}</p>
        <fieldset class="segments">
          <legend class="only-heard">{t('imports.letters')}</legend>
          {(of.encoding === null ? fonts : encodings).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="encoding"
                checked={(encoding ?? 'utf-8') === one}
                disabled={other.isBusy}
                onChange={() => void other.run(one)}
              />
              {t(`imports.encodingOf.${one}`)}
            </label>
          ))}
        </fieldset>
        <Refusal error={other.error} />
        <ul class="reading-sample" aria-live="polite">
          {shown.sample.slice(0, shownRows).map((row) => (
            <li key={row.join('|')}>{row.filter((cell) => /\p{L}/u.test(cell)).join(' · ')}</li>
          ))}
        </ul>
      </section>
      <section class="card stack">
        <h2>{t('imports.columns')}</h2>
        <p class="quiet measure">{t('imports.columnsText')}</p>
        <div class="columns-of">
          {shown.header.map((heading, column) => (
            <SelectField
              key={column}
              label={heading || t('imports.noHeading', { n: column + 1 })}
              hint={
                shown.sample
                  .slice(0, shownRows)
                  .map((row) => row[column])
                  .filter(Boolean)
                  .join(' · ') || t('imports.blank')
              }
              value={fieldAt(column)}
              onChange={(field) => choose(column, field)}
              options={[
                { value: '', label: t('imports.leftOut') },
                ...options<Field>(fieldsOf(of.kind), 'imports.fieldOf'),
              ]}
            />
          ))}
        </div>
      </section>
      <section class="card stack">
        <h2>{t('imports.more')}</h2>
        <div class="columns-of wide">
          <SelectField
            label={t('imports.dateOrder')}
            value={order}
            onChange={(chosen) => setOrder(chosen as typeof order)}
            options={options(dateOrders, 'imports.dateOrderOf')}
          />
          {of.kind === 'declarations' && (
            <SelectField
              label={t('imports.declaredOrder')}
              value={declared}
              onChange={(chosen) => setDeclared(chosen as typeof declared)}
              options={options(dateOrders, 'imports.dateOrderOf')}
            />
          )}
          <SelectField
            label={t('imports.existing')}
            value={existing}
            onChange={(chosen) => setExisting(chosen as typeof existing)}
            options={options(['fill', 'replace'] as const, 'imports.existingOf')}
          />
        </div>
        {hasChoice && <DefaultArea within={of.area} value={area} onChange={setArea} />}
      </section>
      {missing.length > 0 && (
        <p role="status">
          {t('imports.missing', { fields: missing.map((field) => t(`imports.fieldOf.${field}`)).join(', ') })}
        </p>
      )}
      <Refusal error={check.error} />
      <div class="row wrap">
        <Button kind="primary" icon={ListChecks} busy={check.isBusy || missing.length > 0} onClick={() => check.run()}>
          {t('imports.check')}
        </Button>
        <DropButton of={of} onDone={onDone} />
      </div>
    </>
  );
};
