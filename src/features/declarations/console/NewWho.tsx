import { useContext, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { parsePhone } from '../../../core/phone.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Scanning } from '../../../web/kit/console/scanning.ts';
import { can } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { date } from '../../../web/kit/format.ts';
import { takeCarried } from '../../../web/kit/scan/carried.ts';
import type { DocumentFields } from '../../codes/rules.ts';
import { sexes } from '../../people/contract.ts';
import { birthYearOf, checkName, readBirth } from '../../people/rules.ts';
import type { DeclaredFor } from './declared-for.ts';

type Sex = (typeof sexes)[number];
type Written = { fullName: string; birth: string; sex: string; phone: string; identity?: DocumentFields['identity'] };

const blank: Written = { fullName: '', birth: '', sex: '', phone: '' };
const writtenOf = ({ fullName, birthDate, birthYear, sex, identity }: DocumentFields): Written => ({
  fullName,
  birth: birthDate ? date(birthDate) : String(birthYear ?? ''),
  sex: sex ?? '',
  phone: '',
  ...(identity && { identity }),
});

/** Whoever may not search the records writes down who stands there, or reads the card: the declaration brings the person. */
export const NewWho = ({ onDone }: { onDone: (person: DeclaredFor) => void }) => {
  const ScanButton = useContext(Scanning);
  const [card, setCard] = useState(takeCarried);
  const [written, setWritten] = useState<Written>(card ? writtenOf(card) : blank);
  const [id] = useState(() => newId());
  const [isTried, setTried] = useState(false);
  const { fullName, birth, sex, phone, identity } = written;
  const write = (change: Partial<Written>) => setWritten({ ...written, ...change });
  const wrong = {
    name: checkName(fullName).length > 0 && t('people.nameWrong'),
    birth: !readBirth(birth) && t('people.birthWrong'),
    phone: phone !== '' && !parsePhone(phone) && t('people.phoneWrong'),
  };
  const errorOf = (field: keyof typeof wrong) => (isTried && wrong[field]) || undefined;
  const done = () => {
    setTried(true);
    const born = readBirth(birth);
    if (!born || Object.values(wrong).some(Boolean)) return;
    const who = {
      fullName: fullName.trim(),
      ...born,
      ...(sex && { sex: sex as Sex }),
      ...(phone && { phone }),
      ...(identity && { identity }),
    };
    onDone({ id, fullName: who.fullName, birthYear: birthYearOf(born), who });
  };
  return (
    <form
      class="card stack"
      aria-label={t('declarations.who')}
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
    >
      {can('code.read') && (
        <p>
          <ScanButton
            choose={t('scan.declareFor')}
            onPerson={onDone}
            onFields={(fields) => {
              setCard(fields);
              setWritten(writtenOf(fields));
            }}
          />
        </p>
      )}
      {card && (
        <Band notice tone="green">
          {t('people.filledFromCard')}
        </Band>
      )}
      <TextField
        label={t('common.name')}
        value={fullName}
        error={errorOf('name')}
        onInput={(name) => write({ fullName: name })}
      />
      <div class="filter-grid">
        <TextField
          label={t('people.birth')}
          hint={t('people.birthHint')}
          inputMode="numeric"
          value={birth}
          error={errorOf('birth')}
          onInput={(born) => write({ birth: born })}
        />
        <SelectField
          label={t('people.sex')}
          value={sex}
          onChange={(one) => write({ sex: one })}
          options={[{ value: '', label: t('common.unknown') }, ...options(sexes, 'people.sexOf')]}
        />
        <TextField
          type="tel"
          label={t('common.phone')}
          value={phone}
          error={errorOf('phone')}
          onInput={(number) => write({ phone: number })}
        />
      </div>
      <Button type="submit" kind="primary">
        {t('declarations.goOn')}
      </Button>
    </form>
  );
};
