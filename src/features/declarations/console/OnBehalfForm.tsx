import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { type GivenStay, numberOf, stayOf } from '../../../web/kit/asked/given.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { Checks } from '../../../web/kit/Choice.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { WhenField } from '../../../web/kit/console/WhenField.tsx';
import { TextField, WordsField } from '../../../web/kit/Field.tsx';
import { conditions, exposures, symptoms } from '../form.ts';
import { call, type Stored } from './api.ts';
import { Certified } from './Certified.tsx';
import { Sent } from './Sent.tsx';
import { StaysField } from './StaysField.tsx';

type Props = { person: { id: string; fullName: string; area: string }; onNext: () => void };

const asked = symptoms.slice(0, 6);
/** Of the general form. */
const lookBackDays = 14;

/** What a person says by telephone or on paper, on one page, entered and marked as on behalf. */
export const OnBehalfForm = ({ person, onNext }: Props) => {
  const [ill, setIll] = useState<(typeof symptoms)[number][]>([]);
  const [exposed, setExposed] = useState<(typeof exposures)[number][]>([]);
  const [conditionsHeld, setConditions] = useState<(typeof conditions)[number][]>([]);
  const [stays, setStays] = useState<GivenStay[]>([]);
  const [temperature, setTemperature] = useState('');
  const [note, setNote] = useState('');
  const [at, setAt] = useState<string>();
  const [isCertified, setCertified] = useState(false);
  const [isTried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const [stored, setStored] = useState<Stored>();
  const degrees = numberOf(temperature);
  const isTemperatureWrong = temperature !== '' && !(degrees >= 30 && degrees <= 45);
  const save = useAct(async () => {
    const answers = {
      symptoms: ill,
      exposures: exposed,
      conditions: conditionsHeld,
      places: stays.flatMap(stayOf),
      ...(note && { note }),
      ...(temperature && { temperature: degrees }),
    };
    const body = {
      id,
      form: 'general' as const,
      person: { id: person.id },
      answers,
      area: person.area,
      certified: true,
    };
    setStored(await call('POST /declarations', { body: { ...body, ...(at && { at }) } }));
  });
  if (stored) return <Sent form="general" stored={stored} onNext={onNext} />;
  return (
    <form
      class="stack"
      aria-label={t('declarations.stepAnswers')}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isCertified && !isTemperatureWrong) void save.run();
      }}
    >
      <div class="card stack compact">
        <Checks
          legend={t('declarations.symptoms')}
          options={options(asked, 'declarations.symptom')}
          chosen={ill}
          onChange={setIll}
        />
        <TextField
          label={t('act.temperature')}
          inputMode="decimal"
          value={temperature}
          error={isTried && isTemperatureWrong ? t('act.temperatureRange') : undefined}
          onInput={setTemperature}
        />
        <Checks
          legend={t('declarations.exposures')}
          options={options(exposures.slice(0, 3), 'declarations.exposure')}
          chosen={exposed}
          onChange={setExposed}
        />
        <Checks
          legend={t('declarations.conditions')}
          options={options(conditions, 'declarations.condition')}
          chosen={conditionsHeld}
          onChange={setConditions}
        />
        <StaysField legend={t('declarations.place', { n: lookBackDays })} stays={stays} onChange={setStays} />
        <WordsField label={t('common.note')} value={note} maxLength={1000} onInput={setNote} />
        <WhenField value={at} onInput={setAt} />
      </div>
      <Certified value={isCertified} isTried={isTried} onChange={setCertified} />
      <Refusal error={save.error} />
      <Button type="submit" kind="primary" busy={save.isBusy}>
        {t('declarations.submit')}
      </Button>
    </form>
  );
};
