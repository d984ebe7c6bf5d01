import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { isAbove, ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { areaTexts, maybe, t } from '../../../web/kit/console/text.ts';
import { UnitPicker } from '../../../web/kit/console/UnitPicker.tsx';
import { UploadCheck } from '../../../web/kit/console/UploadCheck.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { gateKinds } from '../contract.ts';
import { call, type Gate } from './api.ts';

/** A gate of another province is that province's to close; one whose province is unknown is the nation's. */
const isOwn = ({ area }: Gate): boolean => ownArea() === '' || area === ownArea() || isAbove(area);

/** Border gates, airports, ports, stations and checkpoints as the province keeps them. */
export const GatesPage = () => {
  const [seed, setSeed] = useState(0);
  const list = useLoaded((signal) => call('GET /gates', { query: { closed: 'true' } }, signal), [seed]);
  const again = () => setSeed(seed + 1);
  const change = useAct(async (gate: Gate, closed: boolean) => {
    await call('POST /gates/:id/changes', { params: { id: gate.id }, body: { id: newId(), closed } });
    again();
  });
  return (
    <Page title={t('gates.title')} text={t('gates.lead')}>
      <div class="two-columns">
        <NewGate onDone={again} />
        <ImportGates onDone={again} />
      </div>
      <Refusal error={change.error} />
      <Shown of={list}>
        {(gates) =>
          gates.length === 0 ? (
            <Empty title={t('gates.empty')} />
          ) : (
            <TableBox label={t('gates.title')}>
              <table class="stacked">
                <thead>
                  <tr>
                    <th scope="col">{t('gates.name')}</th>
                    <th scope="col">{t('gates.kind')}</th>
                    <th scope="col">{t('common.actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {gates.map((gate) => (
                    <tr key={gate.id}>
                      <th scope="row">
                        {gate.name} {gate.closedAt && <span class="tag">{t('gates.closed')}</span>}
                      </th>
                      <td data-label={t('gates.kind')}>{t(`gates.kindOf.${gate.kind}`)}</td>
                      <td>
                        {isOwn(gate) && (
                          <Button onClick={() => change.run(gate, !gate.closedAt)}>
                            {t(gate.closedAt ? 'gates.open' : 'gates.close')}
                          </Button>
                        )}
                      </td>
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

const NewGate = ({ onDone }: { onDone: () => void }) => {
  const [id, setId] = useState(() => newId());
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Gate['kind']>('checkpoint');
  const [area, setArea] = useState<AreaOption>();
  const add = useAct(async () => {
    await call('POST /gates', { body: { id, name, kind, area: area?.path ?? ownArea() } });
    setId(newId());
    setName('');
    onDone();
  });
  return (
    <section class="card stack tight">
      <h2>{t('gates.add')}</h2>
      <TextField label={t('gates.name')} value={name} maxLength={200} onInput={setName} />
      <SelectField
        label={t('gates.kind')}
        value={kind}
        onChange={(chosen) => setKind(chosen as Gate['kind'])}
        options={gateKinds.map((value) => ({ value, label: t(`gates.kindOf.${value}`) }))}
      />
      <UnitPicker within={ownArea()} value={area} onChange={setArea} texts={areaTexts(t('common.area'))} />
      <Refusal error={add.error} />
      <Button kind="primary" busy={add.isBusy} onClick={() => add.run()}>
        {t('gates.add')}
      </Button>
    </section>
  );
};

/** A list of names: looked at first, written after. */
const ImportGates = ({ onDone }: { onDone: () => void }) => (
  <section class="card stack tight">
    <h2>{t('gates.import')}</h2>
    <UploadCheck
      label={t('gates.file')}
      hint={t('gates.fileHint')}
      send={(file, query) => call('POST /gates/import', { query: { ...query, area: ownArea() }, body: file })}
      columnOf={(field) => maybe(`gates.columnOf.${field}`) ?? field}
      remark={({ added }) => t('gates.new', { added })}
      applyWord={(n) => t('gates.apply', { n })}
      appliedWord={({ accepted, added }) => t('gates.imported', { accepted, added })}
      onApplied={onDone}
    />
  </section>
);
