import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { today } from '../../../web/kit/console/now.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { UnitPicker } from '../../../web/kit/console/UnitPicker.tsx';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { TextField } from '../../../web/kit/Field.tsx';
import { date } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type EpidemicArea } from './api.ts';

/** Where the epidemic is, by day: whoever stayed there in the look-back days is a risk. */
export const EpidemicAreasPage = () => {
  const list = useLoaded((signal) => call('GET /epidemic-areas', {}, signal), []);
  return (
    <Page title={t('declarations.epidemicTitle')} text={t('declarations.epidemicText')}>
      {can('epidemic_area.write') && <AddForm onDone={list.reload} />}
      <Shown of={list}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('declarations.epidemicEmpty')} />
          ) : (
            <TableBox label={t('declarations.epidemicTitle')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('common.area')}</th>
                    <th scope="col">{t('common.from')}</th>
                    <th scope="col">{t('common.to')}</th>
                    <th scope="col">{t('declarations.source')}</th>
                    <th scope="col">{t('common.actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <th scope="row">{row.name}</th>
                      <td>{date(row.from)}</td>
                      <td>{row.to ? date(row.to) : t('declarations.stillOpen')}</td>
                      <td>{row.source}</td>
                      <td>{!row.to && can('epidemic_area.write') && <EndButton area={row} onDone={list.reload} />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableBox>
          )
        }
      </Shown>
    </Page>
  );
};

const AddForm = ({ onDone }: { onDone: () => void }) => {
  const [area, setArea] = useState<AreaOption>();
  const [from, setFrom] = useState(today);
  const [source, setSource] = useState('');
  const [isTried, setTried] = useState(false);
  const add = useAct(async (path: string) => {
    await call('POST /epidemic-areas', { body: { id: newId(), area: path, from, source } });
    setArea(undefined);
    setSource('');
    setTried(false);
    onDone();
  });
  return (
    <details class="card">
      <summary>{t('declarations.epidemicAdd')}</summary>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (area) void add.run(area.path);
        }}
      >
        <UnitPicker
          value={area}
          onChange={setArea}
          texts={areaTexts(t('declarations.epidemicArea'))}
          error={isTried && !area ? t('common.required') : undefined}
        />
        <DateInput label={t('common.from')} value={from} onInput={setFrom} />
        <TextField required label={t('declarations.source')} value={source} maxLength={300} onInput={setSource} />
        <Refusal error={add.error} />
        <Button type="submit" kind="primary" busy={add.isBusy}>
          {t('declarations.epidemicAdd')}
        </Button>
      </form>
    </details>
  );
};

const EndButton = ({ area, onDone }: { area: EpidemicArea; onDone: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState(today);
  const end = useAct(async () => {
    await call('POST /epidemic-areas/:id/end', { params: { id: area.id }, body: { id: newId(), to } });
    setOpen(false);
    onDone();
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('declarations.end')}…</Button>
      <Confirm
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('declarations.endTitle', { name: area.name })}
        confirm={t('declarations.end')}
        busy={end.isBusy}
        error={end.error}
        onConfirm={end.run}
      >
        <DateInput label={t('declarations.endOn')} value={to} min={area.from} onInput={setTo} />
      </Confirm>
    </>
  );
};
