import { useContext, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { parsePhone } from '../../../core/phone.ts';
import { type AreaOption, AreaPicker, Areas } from '../../../web/kit/AreaPicker.tsx';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { isCommune, officer, ownArea } from '../../../web/kit/console/session.ts';
import { areaTexts, maybe, options, t } from '../../../web/kit/console/text.ts';
import { bodyOfWho, WhoFields, whoOfCard, wrongOfWho } from '../../../web/kit/console/WhoFields.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { propose } from '../../../web/kit/scan/propose.ts';
import type { DocumentFields } from '../../codes/rules.ts';
import { birthYearOf, checkIdentity, readBirth } from '../rules.ts';
import { type Brief, type Created, call } from './api.ts';
import { Duplicates } from './Duplicates.tsx';

const sexes = ['male', 'female', 'other'] as const;
/** So many signs before a number is worth comparing while it is typed. */
const fewestDigits = 9;
/** A document's number has at least so many. */
const fewestOfDocument = 5;
const identityTypes = ['cccd', 'cmnd', 'passport', 'insurance'] as const;

const blank = {
  fullName: '',
  birth: '',
  sex: '',
  phone: '',
  identityType: 'cccd',
  identityNumber: '',
  hamlet: '',
  address: '',
  permanentAddress: '',
};
type Written = typeof blank;

const bodyOf = (written: Written, area: string, id: string) => ({
  id,
  area,
  ...bodyOfWho(written),
  ...(written.identityNumber && {
    identity: { type: written.identityType as (typeof identityTypes)[number], number: written.identityNumber },
  }),
  ...(written.hamlet && { hamlet: written.hamlet }),
  ...(written.address && { address: written.address }),
  ...(written.permanentAddress && { permanentAddress: written.permanentAddress }),
});

const writtenOf = (card: DocumentFields): Partial<Written> => ({
  ...whoOfCard(card),
  ...(card.identity && { identityType: card.identity.type, identityNumber: card.identity.number }),
  permanentAddress: card.address ?? '',
});

/** What was searched for in vain, as the field that it is: a telephone, a document, or a name, perhaps with the birth behind it. */
const typedOf = (typed: string): Partial<Written> => {
  if (parsePhone(typed)) return { phone: typed };
  const isNumber = (typed.match(/\d/g) ?? []).length >= fewestOfDocument;
  const type = identityTypes.find((one) => !checkIdentity({ type: one, number: typed }).includes('identity.format'));
  if (isNumber && type) return { identityType: type, identityNumber: typed.trim() };
  const [, fullName = typed, birth = ''] = /^(.*\p{L})\s+([\d/.-]+)$/u.exec(typed.trim()) ?? [];
  return readBirth(birth) ? { fullName, birth } : { fullName: typed };
};

/** Where the number contradicts what is written beside it; an officer with the card in hand may keep it. */
const contradictions = ({ identityType, identityNumber, birth, sex }: Written): string =>
  checkIdentity(
    { type: identityType as (typeof identityTypes)[number], number: identityNumber },
    { birthYear: birthYearOf(readBirth(birth) ?? {}), sex: (sex || undefined) as (typeof sexes)[number] | undefined },
  )
    .map((code) => maybe(`problem.${code}`) ?? code)
    .join(', ');

const briefOf = (person: Created): Brief => ({
  id: person.id,
  fullName: person.fullName,
  birthYear: person.birthYear ?? null,
  sex: person.sex ?? null,
  area: person.area,
  hamlet: person.hamlet,
});

type Props = { name: string; card?: DocumentFields | undefined; onDone: (person: Brief) => void; onCancel: () => void };

/** A person the station meets for the first time. Who looks the same in the records is shown before one goes on. */
export const NewPersonForm = ({ name, card, onDone, onCancel }: Props) => {
  const [written, setWritten] = useState<Written>({
    ...blank,
    ...(card ? writtenOf(card) : typedOf(name)),
  });
  const [area, setArea] = useState<AreaOption | undefined>(
    isCommune(ownArea()) ? { path: ownArea(), name: officer.value?.areaName ?? '' } : undefined,
  );
  const [id] = useState(() => newId());
  const [isTried, setTried] = useState(false);
  const [created, setCreated] = useState<Created>();
  const save = useAct(async (path: string) => {
    const person = await call('POST /people', { body: bodyOf(written, path, id) });
    if (person.duplicates?.length) setCreated(person);
    else onDone(briefOf(person));
  });
  const { search } = useContext(Areas);
  /** Says that the person stays where the card has them registered. */
  const resides = async () => {
    const { street, commune } = await propose(written.permanentAddress, search, new AbortController().signal);
    write({ address: street });
    if (commune) setArea(commune);
  };
  const write = (change: Partial<Written>) => setWritten((before) => ({ ...before, ...change }));
  const wrong = wrongOfWho(written, { needsBirth: false });
  if (created) return <Duplicates created={created} onKeep={() => onDone(briefOf(created))} onUse={onDone} />;
  return (
    <form
      class="card stack"
      aria-label={t('people.newTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (area && !Object.values(wrong).some(Boolean)) void save.run(area.path);
      }}
    >
      <h2>{t('people.newTitle')}</h2>
      {card && (
        <Band notice tone="green">
          {t('people.filledFromCard')}
        </Band>
      )}
      <WhoFields who={written} wrong={wrong} isTried={isTried} onChange={write}>
        <SelectField
          label={t('people.identity')}
          value={written.identityType}
          onChange={(identityType) => write({ identityType })}
          options={options(identityTypes, 'people.identityOf')}
        />
        <TextField
          label={t('people.identityNumber')}
          value={written.identityNumber}
          onInput={(identityNumber) => write({ identityNumber })}
        />
        <TextField label={t('common.hamlet')} value={written.hamlet} onInput={(hamlet) => write({ hamlet })} />
      </WhoFields>
      <TextField label={t('people.address')} value={written.address} onInput={(address) => write({ address })} />
      {written.permanentAddress && (
        <p class="row wrap">
          <span>{t('people.residentAt', { address: written.permanentAddress })}</span>
          <Button onClick={() => void resides()}>{t('people.residentUse')}</Button>
        </p>
      )}
      <AreaPicker
        value={area}
        onChange={setArea}
        texts={areaTexts(t('people.commune'))}
        error={isTried && !area ? t('common.required') : undefined}
      />
      {written.identityNumber.length >= fewestDigits && contradictions(written) && (
        <Band notice tone="amber">
          {t('people.flagged', { problems: contradictions(written) })}
        </Band>
      )}
      <Refusal error={save.error} />
      <div class="row wrap">
        <Button type="submit" kind="primary" busy={save.isBusy}>
          {t('people.create')}
        </Button>
        <Button onClick={onCancel}>{t('common.back')}</Button>
      </div>
    </form>
  );
};
