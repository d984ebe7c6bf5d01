import { FileUp } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { ownArea } from '../../../web/kit/console/session.ts';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { UnitPicker } from '../../../web/kit/console/UnitPicker.tsx';
import { Icon } from '../../../web/kit/Icon.tsx';
import { type Kind, kinds } from '../rules.ts';
import { call } from './api.ts';
import { Template } from './Template.tsx';

/** What the list holds, and the file, dropped or chosen; sent at once. */
export const NewImport = ({ onDone }: { onDone: (id: string) => void }) => {
  const [kind, setKind] = useState<Kind>('people');
  const [isOver, setOver] = useState(false);
  const [area, setArea] = useState<AreaOption>();
  // Nobody's list is of the whole nation.
  const isNational = ownArea() === '';
  const isReady = !isNational || area !== undefined;
  const input = useRef<HTMLInputElement>(null);
  const send = useAct(async (file: File) => {
    const query = { id: newId(), kind, name: file.name.slice(0, 200), area: ownArea() || area?.path };
    const { id } = await call('POST /imports', { query, body: file });
    onDone(id);
  });
  const take = async (file: File | undefined) => {
    if (file && isReady) await send.run(file);
    // The same file, mended and saved under its name, can be chosen again.
    if (input.current) input.current.value = '';
  };
  return (
    <section class="card stack">
      <fieldset class="segments">
        <legend class="label">{t('imports.kind')}</legend>
        {kinds.map((one) => (
          <label key={one}>
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
            {t(`imports.kindOf.${one}`)}
          </label>
        ))}
      </fieldset>
      <p class="quiet measure">{t(`imports.holds.${kind}`)}</p>
      <Template kind={kind} />
      {isNational && <UnitPicker value={area} onChange={setArea} texts={areaTexts(t('imports.area'))} />}
      <label
        class={isOver ? 'drop is-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <Icon of={FileUp} />
        <span>
          <strong>{t(send.isBusy ? 'imports.sending' : 'imports.choose')}</strong>
          <span class="quiet small">{t(isReady ? 'imports.files' : 'imports.areaFirst')}</span>
        </span>
        <input
          ref={input}
          type="file"
          class="only-heard"
          accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          disabled={send.isBusy || !isReady}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </label>
      {send.isBusy && <progress aria-label={t('imports.sending')} />}
      <Refusal error={send.error} />
    </section>
  );
};
