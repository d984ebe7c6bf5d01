import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { WordsField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { call, type Milestone } from './api.ts';
import { spanWords } from './shared-words.ts';

type Props = { milestone: Milestone; mayWrite: boolean; onChange: () => void };

export const whenWords = ({ from, to }: Pick<Milestone, 'from' | 'to'>): string =>
  to === null ? dateTime(from) : spanWords(from, to);

/** One milestone: what the officers know, and what the public reads of it. */
export const MilestoneCard = ({ milestone, mayWrite, onChange }: Props) => {
  const [asked, ask] = useState<'publish' | 'remove'>();
  const close = () => ask(undefined);
  const withdraw = useAct(async () => {
    await call('POST /milestones/:id/publication', {
      params: { id: milestone.id },
      body: { id: newId(), withdraw: true },
    });
    onChange();
  });
  const remove = useAct(async () => {
    await call('POST /milestones/:id/removal', { params: { id: milestone.id }, body: { id: newId() } });
    close();
    onChange();
  });
  const { venue, publishedAt, publicText } = milestone;
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <strong>{t(`milestones.kindOf.${milestone.kind}`)}</strong>
        <span class="tabular">{whenWords(milestone)}</span>
        <span class={publishedAt ? 'tag violet' : 'tag'}>
          {publishedAt ? t('milestones.published', { at: dateTime(publishedAt) }) : t('milestones.unpublished')}
        </span>
      </p>
      {venue && (
        <p>
          {venue.name} <span class="quiet small">{[venue.address, venue.areaName].filter(Boolean).join(', ')}</span>
        </p>
      )}
      {milestone.text !== venue?.name && <p>{milestone.text}</p>}
      {publicText && (
        <p class="quiet">
          {t('milestones.publicText')}: {publicText}
        </p>
      )}
      {mayWrite && (
        <p class="row wrap no-print">
          <Button onClick={() => ask('publish')}>
            {t(publishedAt ? 'milestones.republish' : 'milestones.publish')}
          </Button>
          {publishedAt && (
            <Button busy={withdraw.isBusy} onClick={() => withdraw.run()}>
              {t('milestones.withdraw')}
            </Button>
          )}
          <Button onClick={() => ask('remove')}>{t('milestones.remove')}</Button>
        </p>
      )}
      <Publish milestone={milestone} open={asked === 'publish'} onClose={close} onDone={onChange} />
      <Confirm
        title={t('milestones.removeTitle')}
        text={t('milestones.removeText')}
        open={asked === 'remove'}
        onClose={close}
        confirm={t('milestones.remove')}
        onConfirm={() => remove.run()}
        danger
        busy={remove.isBusy}
        error={remove.error}
      />
    </li>
  );
};

type PublishProps = { milestone: Milestone; open: boolean; onClose: () => void; onDone: () => void };

/** The public text is the officer's own, seen as the public will see it before it goes out. */
const Publish = ({ milestone, open, onClose, onDone }: PublishProps) => {
  const [text, setText] = useState(milestone.publicText ?? '');
  const publish = useAct(async () => {
    await call('POST /milestones/:id/publication', { params: { id: milestone.id }, body: { id: newId(), text } });
    onClose();
    onDone();
  });
  return (
    <Confirm
      title={t('milestones.publishTitle')}
      text={t('milestones.publishText')}
      open={open}
      onClose={onClose}
      confirm={t('milestones.publish')}
      onConfirm={() => publish.run()}
      busy={publish.isBusy}
      error={publish.error}
    >
      <WordsField
        label={t('milestones.publicText')}
        hint={t('milestones.publicHint')}
        value={text}
        maxLength={500}
        onInput={setText}
      />
      <div class="card stack tight" aria-live="polite">
        <p class="small quiet">{t('milestones.preview')}</p>
        <p>
          <strong>{milestone.venue?.name ?? t(`milestones.kindOf.${milestone.kind}`)}</strong>
          <br />
          <span class="tabular">{whenWords(milestone)}</span>
          {milestone.venue && (
            <>
              <br />
              <span class="quiet">
                {[milestone.venue.address, milestone.venue.areaName].filter(Boolean).join(', ')}
              </span>
            </>
          )}
        </p>
        <p>{text}</p>
      </div>
    </Confirm>
  );
};
