import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { csvOf } from '../../../web/kit/console/csv.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { officer, ownArea } from '../../../web/kit/console/session.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { UploadCheck } from '../../../web/kit/console/UploadCheck.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { mayGrant, roles } from '../rules.ts';
import { call, type Invitation } from './api.ts';
import { LinkSheets } from './LinkSheets.tsx';
import { useUnits } from './units.ts';

/** What stands in the heads of the template says how to fill its columns. */
const template = (): string => {
  const mine = officer.value?.roles ?? [];
  const words = roles.filter((role) => mayGrant(mine, [role])).map((role) => t(`accounts.role.${role}`));
  return csvOf([
    [
      t('accounts.listName'),
      `${t('accounts.login')} (${t('accounts.listLoginHint')})`,
      `${t('accounts.unit')} (${t('accounts.listUnitHint')})`,
      `${t('accounts.roles')} (${words.join('; ')})`,
    ],
  ]);
};

/** Accounts from a spreadsheet: chosen, judged row by row, and only then made; at the end a sheet of one-time links. */
export const ListPage = () => {
  const [unit, setUnit] = useState(ownArea());
  const [links, setLinks] = useState<readonly Invitation[]>();
  const units = useUnits();
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
          <LinkSheets of={links} onClose={() => setLinks(undefined)} />
        </>
      ) : (
        <div class="card stack">
          <p class="measure">{t('accounts.listText')}</p>
          <UploadCheck
            label={t('accounts.listChoose')}
            hint={t('accounts.listKinds')}
            of={unit}
            template={{ name: 'danh-sach-can-bo.csv', content: template }}
            send={(file, query) => call('POST /accounts/list', { query: { ...query, area: unit }, body: file })}
            columnOf={(field) => (field === 'name' ? t('accounts.listName') : (maybe(`field.${field}`) ?? field))}
            remark={({ rejected }) => rejected.length > 0 && t('accounts.listPassed')}
            applyWord={(n) => t('accounts.listApply', { n })}
            onApplied={({ accounts }) => setLinks(accounts)}
          >
            <SelectField
              label={t('accounts.listUnit')}
              hint={t('accounts.listUnitText')}
              value={unit}
              onChange={setUnit}
              options={units.map(({ path, name: label }) => ({ value: path, label }))}
            />
          </UploadCheck>
        </div>
      )}
    </Page>
  );
};
