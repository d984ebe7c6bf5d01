import { Download, Upload } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { csvOf, saveFile } from '../../../web/kit/console/csv.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { officer, ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { Field, SelectField } from '../../../web/kit/Field.tsx';
import { mayGrant, roles } from '../rules.ts';
import { call, type Invitation, type ListVerdict } from './api.ts';
import { LinkSheets } from './LinkSheets.tsx';
import { useUnits } from './units.ts';

/** What stands in the heads of the template says how to fill its columns. */
const saveTemplate = (): void => {
  const mine = officer.value?.roles ?? [];
  const words = roles.filter((role) => mayGrant(mine, [role])).map((role) => t(`accounts.role.${role}`));
  const head = [
    t('accounts.listName'),
    `${t('accounts.login')} (${t('accounts.listLoginHint')})`,
    `${t('accounts.unit')} (${t('accounts.listUnitHint')})`,
    `${t('accounts.roles')} (${words.join('; ')})`,
  ];
  saveFile('danh-sach-can-bo.csv', csvOf([head]));
};

type Chosen = { file: File; verdict: ListVerdict };

/** Accounts from a spreadsheet: chosen, judged row by row, and only then made; at the end a sheet of one-time links. */
export const ListPage = () => {
  const [unit, setUnit] = useState(ownArea());
  const [chosen, setChosen] = useState<Chosen>();
  const [links, setLinks] = useState<readonly Invitation[]>();
  const units = useUnits();
  const input = useRef<HTMLInputElement>(null);
  const send = (file: File, mode: 'check' | 'apply') =>
    call('POST /accounts/list', { query: { id: newId(), mode, area: unit }, body: file });
  const check = useAct(async (file: File) => setChosen({ file, verdict: await send(file, 'check') }));
  const apply = useAct(async ({ file }: Chosen) => {
    const { accounts } = await send(file, 'apply');
    setLinks(accounts);
    setChosen(undefined);
  });
  const again = (): void => {
    setChosen(undefined);
    setLinks(undefined);
    check.clear();
    apply.clear();
    if (input.current) input.current.value = '';
  };
  return (
    <Page
      title={t('accounts.listTitle')}
      actions={<LinkButton href="/console/accounts">{t('accounts.listBack')}</LinkButton>}
    >
      {links ? (
        <>
          <Band notice tone="green">
            {t('accounts.listMade', { n: links.length })}
          </Band>
          <LinkSheets of={links} onClose={again} />
        </>
      ) : (
        <div class="card stack">
          <p class="measure">{t('accounts.listText')}</p>
          <p>
            <Button icon={Download} onClick={saveTemplate}>
              {t('accounts.listTemplate')}
            </Button>
          </p>
          <SelectField
            label={t('accounts.listUnit')}
            hint={t('accounts.listUnitText')}
            value={unit}
            onChange={(path) => {
              setUnit(path);
              again();
            }}
            options={units.map(({ path, name: label }) => ({ value: path, label }))}
          />
          <Field label={t('accounts.listChoose')} hint={t('accounts.listKinds')}>
            {(its) => (
              <input
                {...its}
                ref={input}
                class="input"
                type="file"
                accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                onChange={(event) => {
                  setChosen(undefined);
                  apply.clear();
                  const [file] = event.currentTarget.files ?? [];
                  if (file) void check.run(file);
                }}
              />
            )}
          </Field>
          {check.isBusy && <p role="status">{t('accounts.listChecking')}</p>}
          <Refusal error={check.error} />
        </div>
      )}
      {chosen && <Verdict of={chosen.verdict} />}
      <Refusal error={apply.error} />
      {chosen && (
        <div class="row wrap">
          {chosen.verdict.accepted > 0 && (
            <Button kind="primary" icon={Upload} busy={apply.isBusy} onClick={() => apply.run(chosen)}>
              {t('accounts.listApply', { n: chosen.verdict.accepted })}
            </Button>
          )}
          <Button onClick={again}>{t('accounts.listOther')}</Button>
        </div>
      )}
    </Page>
  );
};

const Verdict = ({ of: { rows, accepted, rejected } }: { of: ListVerdict }) => (
  <div class="stack">
    <Band notice tone={rejected.length === 0 ? 'green' : 'amber'}>
      {t('accounts.listCount', { rows, accepted, wrong: rows - accepted })}
      {rejected.length > 0 && ` ${t('accounts.listPassed')}`}
    </Band>
    {rejected.length > 0 && (
      <TableBox label={t('accounts.listVerdict')}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('accounts.listRow')}
              </th>
              <th scope="col">{t('accounts.listColumn')}</th>
              <th scope="col">{t('accounts.listWhy')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map(({ row, field, code }) => (
              <tr key={`${row} ${field} ${code}`}>
                <td class="number">{row}</td>
                <td>{field === 'name' ? t('accounts.listName') : (maybe(`field.${field}`) ?? field)}</td>
                <td>{maybe(`problem.${code}`) ?? code}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    )}
  </div>
);
