import { Columns3, Upload } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { untaken } from '../rules.ts';
import { call, count, type Whole } from './api.ts';
import { Counts } from './Counts.tsx';
import { DropButton } from './DropButton.tsx';
import { RejectedButton } from './RejectedButton.tsx';

/** A checked list: what it would do, and the decision. Nothing is recorded before. */
export const Decide = ({ of, onMap, onDone }: { of: Whole; onMap: () => void; onDone: () => void }) => {
  const [adds, setAdds] = useState(false);
  const apply = useAct(async () => {
    await call('POST /imports/:id/apply', { params: { id: of.id }, body: { id: newId(), addDuplicates: adds } });
    onDone();
  });
  const { counts } = of;
  const taken = counts.new + counts.changed;
  const isHalf = of.state === 'failed';
  return (
    <section class="card stack">
      <Band notice tone={isHalf || untaken(of) > 0 ? 'amber' : 'green'}>
        {isHalf
          ? t('imports.halfApplied', { taken: count(taken), left: count(of.rows - of.done) })
          : t('imports.checked', { taken: count(taken), rows: count(of.rows) })}
      </Band>
      <Counts of={of} />
      {of.kind === 'people' && (isHalf || counts.duplicate > 0) && (
        <label class="check">
          <input type="checkbox" checked={adds} onChange={(event) => setAdds(event.currentTarget.checked)} />
          {t('imports.addDuplicates')}
        </label>
      )}
      <Refusal error={apply.error} />
      <div class="row wrap">
        <Button kind="primary" icon={Upload} busy={apply.isBusy} onClick={() => apply.run()}>
          {t(isHalf ? 'imports.resume' : 'imports.apply')}
        </Button>
        <Button icon={Columns3} onClick={onMap}>
          {t('imports.again')}
        </Button>
        <RejectedButton of={of} />
        <DropButton of={of} onDone={onDone} />
      </div>
    </section>
  );
};
