import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { newId } from '../../../core/client.ts';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { PersonForm } from './PersonForm.tsx';
import { blankPerson, type PersonFields, recordOf } from './person-fields.ts';

type Props = {
  relation: 'self' | 'family';
  /** Where the home of a new person is kept, so that the first declaration is prefilled. */
  onHome: (
    person: string,
    home: { area: NonNullable<PersonFields['area']>; hamlet: string; address: string },
  ) => Promise<void>;
  /** Stays at the address, whose screen then opens, instead of going on to declare. */
  stays?: boolean;
};

/**
 * Makes oneself or a family member. It goes through the outbox, so it works without a network; with one, a refusal is
 * shown here, beside the fields it is about.
 */
export const NewPerson = ({ relation, onHome, stays }: Props) => {
  const { outbox, refresh, members } = useDevice();
  const { route } = useLocation();
  const [id] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const isFirst = members.value.length === 0;

  const save = async (fields: PersonFields) => {
    setBusy(true);
    setError(undefined);
    await outbox.add('person', [{ id, body: { id, relation, ...recordOf(fields) } }]);
    await outbox.settled();
    const refusal = outbox.parcels.value.find((parcel) => parcel.id === id)?.refusal;
    if (refusal) {
      await outbox.drop(id);
      setError(refusal.title);
      setBusy(false);
      return;
    }
    if (fields.area) await onHome(id, { area: fields.area, hamlet: fields.hamlet, address: fields.address });
    await refresh();
    if (!stays) route(isFirst || relation === 'self' ? `/khai-bao?nguoi=${id}` : '/', true);
  };
  return (
    <Page
      title={t(stays ? 'people.first.titleAtDoor' : relation === 'self' ? 'people.first.title' : 'people.addTitle')}
      back={isFirst ? undefined : '/app/nguoi-nha'}
    >
      {relation === 'self' && !stays && <p>{t('people.first.lead')}</p>}
      <PersonForm
        start={blankPerson}
        saveText={t(relation === 'self' && !stays ? 'people.saveSelf' : 'people.saveOther')}
        withPhone={relation === 'family'}
        busy={busy}
        error={error}
        onSave={save}
      />
    </Page>
  );
};
