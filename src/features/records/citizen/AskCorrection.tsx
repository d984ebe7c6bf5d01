import { useState } from 'preact/hooks';
import { CallError, newId } from '../../../core/client.ts';
import { parsePhone } from '../../../core/phone.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { Radios } from '../../../web/kit/Choice.tsx';
import type { Member } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { SelectField, TextField, WordsField } from '../../../web/kit/Field.tsx';
import { date, phone } from '../../../web/kit/format.ts';
import { identityTypes, sexes } from '../../people/contract.ts';
import { checkName, readBirth } from '../../people/rules.ts';
import { call, type Fields, type OwnData } from './api.ts';
import { useData } from './useData.ts';

/** Asks the station to put something right: only what is written differently is asked for. */
export const AskCorrection = ({ person }: { person: Member }) => {
  const back = `/app/du-lieu?nguoi=${person.id}`;
  const found = useData(person.id);
  const [isSent, setSent] = useState(false);
  return (
    <Page title={t('data.askCorrection')} back={back}>
      {isSent ? (
        <>
          <Band notice tone="green">
            {t('data.asked')}
          </Band>
          <LinkButton wide href={back}>
            {t('data.backToData')}
          </LinkButton>
        </>
      ) : (
        <Loading of={found}>
          {({ data }) =>
            data ? (
              <Form id={person.id} record={data.person} onSent={() => setSent(true)} />
            ) : (
              <p>{t('data.ownHolder')}</p>
            )
          }
        </Loading>
      )}
    </Page>
  );
};

type Record = OwnData['person'];

const writtenOf = (person: Record) => ({
  fullName: person.fullName,
  birth: person.birthDate ? date(person.birthDate) : String(person.birthYear ?? ''),
  sex: person.sex,
  phone: person.phone ? phone(person.phone) : '',
  identityType: person.identity?.type ?? ('cccd' as const),
  identityNumber: person.identity?.number ?? '',
  address: person.address ?? '',
  permanentAddress: person.permanentAddress ?? '',
});
type Written = ReturnType<typeof writtenOf>;

const fieldsOf = (before: Written, now: Written): Fields => ({
  ...(now.fullName !== before.fullName && { fullName: now.fullName.trim() }),
  ...(now.birth !== before.birth && readBirth(now.birth)),
  ...(now.sex !== before.sex && now.sex && { sex: now.sex }),
  ...(now.phone !== before.phone && now.phone && { phone: now.phone }),
  ...((now.identityNumber !== before.identityNumber || now.identityType !== before.identityType) &&
    now.identityNumber && { identity: { type: now.identityType, number: now.identityNumber } }),
  ...(now.address !== before.address && { address: now.address }),
  ...(now.permanentAddress !== before.permanentAddress && { permanentAddress: now.permanentAddress }),
});

const wrongIn = ({ fullName, birth, phone: number }: Written) => ({
  fullName: checkName(fullName).length > 0 ? t('people.fullNameWrong') : undefined,
  birth: birth && !readBirth(birth) ? t('people.birthWrong') : undefined,
  phone: number && !parsePhone(number) ? t('data.phoneWrong') : undefined,
});

const Form = ({ id, record, onSent }: { id: string; record: Record; onSent: () => void }) => {
  const before = writtenOf(record);
  const [request] = useState(() => newId());
  const [written, setWritten] = useState(before);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const write = (change: Partial<Written>) => setWritten((held) => ({ ...held, ...change }));
  const wrong = wrongIn(written);
  const shown = isTried ? wrong : { fullName: undefined, birth: undefined, phone: undefined };
  const send = async () => {
    setTried(true);
    const fields = fieldsOf(before, written);
    if (Object.values(wrong).some(Boolean)) return;
    if (Object.keys(fields).length === 0 && !note.trim()) return setError(t('data.nothingAsked'));
    setBusy(true);
    setError(undefined);
    try {
      await call('POST /people/:id/correction-requests', { params: { id }, body: { id: request, fields, note } });
      onSent();
    } catch (reason) {
      const isOffline = reason instanceof CallError && reason.code === 'offline';
      setError(isOffline ? t('app.offline') : reason instanceof CallError ? reason.message : t('app.failed'));
    }
    setBusy(false);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{t('data.askText')}</p>
      <TextField
        label={t('people.fullName')}
        value={written.fullName}
        error={shown.fullName}
        maxLength={200}
        onInput={(fullName) => write({ fullName })}
      />
      <TextField
        label={t('data.field.birth')}
        hint={t('people.birthHint')}
        value={written.birth}
        error={shown.birth}
        inputMode="numeric"
        onInput={(birth) => write({ birth })}
      />
      <Radios
        legend={t('people.sex')}
        name="sex"
        chosen={written.sex}
        options={sexes.map((value) => ({ value, label: t(`people.sexes.${value}`) }))}
        onChange={(sex) => write({ sex })}
      />
      <TextField
        label={t('data.field.phone')}
        type="tel"
        value={written.phone}
        error={shown.phone}
        onInput={(number) => write({ phone: number })}
      />
      <SelectField
        label={t('people.identityType')}
        value={written.identityType}
        options={identityTypes.map((value) => ({ value, label: t(`people.identityTypes.${value}`) }))}
        onChange={(type) => write({ identityType: type as Written['identityType'] })}
      />
      <TextField
        label={t('people.identityNumber')}
        value={written.identityNumber}
        maxLength={30}
        onInput={(identityNumber) => write({ identityNumber })}
      />
      <TextField
        label={t('people.address')}
        value={written.address}
        maxLength={300}
        onInput={(address) => write({ address })}
      />
      <TextField
        label={t('data.field.permanentAddress')}
        value={written.permanentAddress}
        maxLength={300}
        onInput={(permanentAddress) => write({ permanentAddress })}
      />
      <WordsField label={t('data.note')} hint={t('data.noteHint')} value={note} maxLength={1000} onInput={setNote} />
      {error && (
        <Band notice tone="amber">
          {error}
        </Band>
      )}
      <Button type="submit" kind="primary" wide large busy={isBusy}>
        {t('data.send')}
      </Button>
    </form>
  );
};
