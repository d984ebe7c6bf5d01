import type { areas } from '../../areas/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { officer, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';

const call = caller<typeof areas>();

/** The own unit or one of the level below: accounts are handed down a step at a time. */
export const UnitField = ({ value, onChange }: { value: string; onChange: (area: string) => void }) => {
  const below = useLoaded((signal) => call('GET /areas', { query: { parent: ownArea() } }, signal), []);
  return (
    <SelectField
      label={t('accounts.unit')}
      value={value}
      onChange={onChange}
      options={[
        { value: ownArea(), label: officer.value?.areaName || t('shell.national') },
        ...(below.value ?? []).map(({ path, name }) => ({ value: path, label: name })),
      ]}
    />
  );
};
