import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { call, type Whole } from './api.ts';

/** Ends a list that is not to be recorded, or no further. */
export const DropButton = ({ of, onDone }: { of: Whole; onDone: () => void }) => {
  const drop = useAct(async () => {
    await call('POST /imports/:id/cancel', { params: { id: of.id }, body: { id: newId() } });
    onDone();
  });
  return (
    <>
      <Button busy={drop.isBusy} onClick={() => drop.run()}>
        {t('imports.drop')}
      </Button>
      <Refusal error={drop.error} />
    </>
  );
};
