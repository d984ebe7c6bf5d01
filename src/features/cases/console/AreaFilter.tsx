import { caller } from '../../../web/kit/console/call.ts';
import { isCommune, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import type { areas } from '../../areas/contract.ts';

const call = caller<typeof areas>();

/** One of the areas below the own unit; nothing to choose for a commune. */
export const AreaFilter = ({ value, onChange }: { value: string; onChange: (area: string) => void }) => {
  const below = useLoaded(
    async (signal) => (isCommune(ownArea()) ? [] : call('GET /areas', { query: { parent: ownArea() } }, signal)),
    [ownArea()],
  );
  if (!below.value || below.value.length === 0) return null;
  return (
    <SelectField
      label={t('common.area')}
      value={value}
      onChange={onChange}
      options={[
        { value: '', label: t('common.all') },
        ...below.value.map(({ path, name }) => ({ value: path, label: name })),
      ]}
    />
  );
};
