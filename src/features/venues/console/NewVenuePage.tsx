import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { isCommune, officer, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { call } from './api.ts';
import { blank, bodyOf, isFilled, VenueFields, type VenueForm } from './VenueFields.tsx';

/** A commune's officer begins with the own commune. */
const empty = (): VenueForm => ({
  ...blank,
  area: isCommune(ownArea()) ? { path: ownArea(), name: officer.value?.areaName ?? '' } : undefined,
});

/** A place whose owner has no phone at hand, or asked the office to write it down. */
export const NewVenuePage = ({ go }: { go: (url: string) => void }) => {
  const [id] = useState(() => newId());
  const [form, setForm] = useState(empty);
  const [isChecked, setChecked] = useState(false);
  const act = useAct(async () => {
    setChecked(true);
    if (!isFilled(form)) return;
    const venue = await call('POST /venues', { body: { id, ...bodyOf(form) } });
    go(`/console/venues?${new URLSearchParams({ area: venue.area, item: venue.id })}`);
  });
  return (
    <Page
      title={t('venues.new')}
      text={t('venues.newText')}
      actions={<LinkButton href="/console/venues">{t('work.backToList')}</LinkButton>}
      narrow
    >
      <form
        class="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run();
        }}
      >
        <VenueFields
          form={form}
          put={(change) => setForm({ ...form, ...change })}
          isChecked={isChecked}
          phoneHint={t('venues.phoneHint')}
        />
        <Refusal error={act.error} />
        <p>
          <Button kind="primary" type="submit" busy={act.isBusy}>
            {t('venues.register')}
          </Button>
        </p>
      </form>
    </Page>
  );
};
