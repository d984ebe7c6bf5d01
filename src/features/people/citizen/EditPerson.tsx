import { PencilLine } from 'lucide';
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { CallError, client, newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { date, phone as written } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { areas } from '../../areas/contract.ts';
import type { people } from '../contract.ts';
import { differing } from '../rules.ts';
import { PersonForm } from './PersonForm.tsx';
import { blankPerson, type PersonFields, recordOf } from './person-fields.ts';

type Person = GotReply<(typeof people)['GET /people/:id']>;

const call = client<typeof people>();
const callAreas = client<typeof areas>();

const fieldsOf = (person: Person, trail: { path: string; name: string; level: string }[]): PersonFields => {
  const names = trail
    .filter(({ level }) => level !== 'nation')
    .map(({ name }) => name)
    .reverse();
  return {
    ...blankPerson,
    fullName: person.fullName,
    birth: person.birthDate ? date(person.birthDate) : String(person.birthYear ?? ''),
    sex: person.sex,
    area: { path: person.area, name: names[0] ?? person.area, trail: names.slice(1).join(', ') },
    hamlet: person.hamlet ?? '',
    address: person.address ?? '',
    phone: person.phone ? written(person.phone) : '',
    identityType: person.identity?.type ?? 'cccd',
    identityNumber: person.identity?.number ?? '',
    permanentAddress: person.permanentAddress ?? '',
  };
};

export const EditPerson = () => {
  const { id = '' } = useRoute().params;
  const { refresh, members } = useDevice();
  const { route } = useLocation();
  const [change] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  /** What the station has confirmed, it changes itself. */
  const [isAsked, setAsked] = useState(false);
  const found = useLoaded(
    async (signal) => {
      const person = await call('GET /people/:id', { params: { id } }, signal);
      return { person, trail: await callAreas('GET /areas/trail', { query: { area: person.area } }, signal) };
    },
    [id],
  );
  const save = async (before: PersonFields, fields: PersonFields) => {
    setBusy(true);
    setError(undefined);
    setAsked(false);
    try {
      const body = { id: change, ...differing(recordOf(before), recordOf(fields)) };
      await call('POST /people/:id/changes', { params: { id }, body });
      await refresh();
      route('/app/nguoi-nha', true);
    } catch (reason) {
      const isOffline = reason instanceof CallError && reason.code === 'offline';
      setError(isOffline ? t('app.offline') : reason instanceof CallError ? reason.message : t('app.failed'));
      setAsked(reason instanceof CallError && reason.code === 'correction.needed');
      setBusy(false);
    }
  };
  return (
    <Page title={t('people.editTitle')} back="/app/nguoi-nha">
      <Loading of={found}>
        {({ person, trail }) => (
          <PersonForm
            start={fieldsOf(person, trail)}
            saveText={t('app.save')}
            withPhone={members.value.find((member) => member.id === id)?.relation === 'family'}
            busy={busy}
            error={error}
            onSave={(fields) => save(fieldsOf(person, trail), fields)}
          />
        )}
      </Loading>
      {isAsked && (
        <LinkButton icon={PencilLine} wide href={`/app/du-lieu/sua?nguoi=${id}`}>
          {t('data.askCorrection')}
        </LinkButton>
      )}
    </Page>
  );
};
