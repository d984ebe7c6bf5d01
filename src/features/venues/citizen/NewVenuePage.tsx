import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { Progress } from '../../../web/kit/Progress.tsx';
import { call, pageOf, sayWhy } from './api.ts';
import { HoursFields } from './HoursFields.tsx';
import { KindStep } from './KindStep.tsx';
import { PlaceFields } from './PlaceFields.tsx';
import { Review } from './Review.tsx';
import { blankVenue, bodyOf, isAnswered, isVehicle, type Step, stepsOf, type VenueForm } from './venue-form.ts';

const draftKey = 'venue/draft';
const addressOf = (step: Step): string => `/app/dia-diem/moi?buoc=${step}`;

/** A place is registered step by step; what was written stays on the device until it is sent. */
export const NewVenuePage = () => {
  const { shelf } = useDevice();
  const [kept, setKept] = useState<{ form: VenueForm; isOld: boolean }>();
  useEffect(() => {
    shelf
      .then((open) => open.get<VenueForm>(draftKey))
      .then((form) => setKept({ form: form ?? blankVenue(), isOld: form?.kind !== undefined }));
  }, []);
  if (!kept)
    return (
      <p class="state" role="status">
        {t('app.loading')}
      </p>
    );
  return <Steps {...kept} />;
};

const titleOf = (form: VenueForm, step: Step): string => {
  if (step === 'review') return t('venues.new.review');
  if (step === 'place' && isVehicle(form)) return t('venues.place.askVehicle');
  return t(`venues.${step}.ask`);
};

const Steps = ({ form: begun, isOld }: { form: VenueForm; isOld: boolean }) => {
  const { shelf } = useDevice();
  const { query, route } = useLocation();
  const [form, setForm] = useState(begun);
  const [isResumed, setResumed] = useState(isOld);
  const [checked, setChecked] = useState<Step>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const pushes = useRef(0);
  const content = useRef<HTMLFormElement>(null);

  const steps = stepsOf(form);
  const open = steps.findIndex((step) => !isAnswered(form, step));
  const named = steps.indexOf(query.buoc as Step);
  const at = named >= 0 && (named <= open || open < 0) ? named : Math.max(0, open);
  const step = steps[at] ?? 'kind';

  const keep = (changed: VenueForm) => {
    setForm(changed);
    shelf.then((opened) => opened.set(draftKey, changed));
  };
  const put = (change: Partial<VenueForm>) => keep({ ...form, ...change });
  const show = (next: Step, isEdit = false) => {
    pushes.current += 1;
    setError(undefined);
    setResumed(false);
    route(`${addressOf(next)}${isEdit ? '&xem=1' : ''}`);
  };
  const onward = (of: VenueForm) => {
    const later = stepsOf(of);
    const next = query.xem ? later.find((one) => !isAnswered(of, one)) : later[later.indexOf(step) + 1];
    show(next ?? 'review');
  };
  const back = () => {
    if (pushes.current > 0) {
      pushes.current -= 1;
      history.back();
      return;
    }
    const before = steps[at - 1];
    route(before ? addressOf(before) : '/app/dia-diem', true);
  };
  const restart = () => {
    keep(blankVenue());
    setResumed(false);
    setChecked(undefined);
    route(addressOf('kind'), true);
  };
  const register = async () => {
    const body = bodyOf(form);
    if (!body || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const venue = await call('POST /venues', { body: { id: form.id, ...body } });
      await (await shelf).remove(draftKey);
      route(`${pageOf(venue.id)}?moi=1`, true);
    } catch (reason) {
      setError(sayWhy(reason, t('venues.new.offline')));
      setBusy(false);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (step === 'review') return void register();
    setChecked(step);
    if (isAnswered(form, step)) onward(form);
    else
      requestAnimationFrame(() => {
        const find = (what: string) => content.current?.querySelector<HTMLElement>(what);
        (find('[aria-invalid="true"]') ?? find('input[type="radio"]:checked') ?? find('input[type="radio"]'))?.focus();
      });
  };
  const choose = (kind: VenueForm['kind']) => {
    const changed = { ...form, ...(kind && { kind }) };
    keep(changed);
    onward(changed);
  };
  const parts = { form, put, isChecked: checked === step, isNew: true };
  return (
    <Page
      key={step}
      title={titleOf(form, step)}
      back={back}
      above={<Progress at={at} of={steps.length} name={t('venues.new.progress', { at: at + 1, of: steps.length })} />}
    >
      {isResumed && (
        <Band notice action={<Button onClick={restart}>{t('venues.new.restart')}</Button>}>
          {t('venues.new.draft')}
        </Band>
      )}
      {step === 'kind' ? (
        <KindStep chosen={form.kind} onChoose={choose} />
      ) : (
        <form class="stack grows" noValidate ref={content} onSubmit={submit}>
          {step === 'place' && <PlaceFields {...parts} />}
          {step === 'hours' && <HoursFields {...parts} />}
          {step === 'review' && <Review form={form} edit={(one) => show(one, true)} />}
          <div class="page-action stack tight">
            {error && (
              <Band notice tone="red">
                {error}
              </Band>
            )}
            <Button type="submit" kind="primary" wide large busy={busy}>
              {t(step === 'review' ? 'venues.new.do' : 'app.continue')}
            </Button>
          </div>
        </form>
      )}
    </Page>
  );
};
