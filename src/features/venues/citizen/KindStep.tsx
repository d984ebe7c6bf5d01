import { useState } from 'preact/hooks';
import { Answer } from '../../../web/kit/Choice.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import type { VenueKind } from '../rules.ts';
import { type KindGroup, kindGroups, kindsFound } from './kinds.ts';

type Props = { chosen: VenueKind | undefined; onChoose: (kind: VenueKind) => void };

/** By typing, or by opening a group. */
export const KindStep = ({ chosen, onChoose }: Props) => {
  const [text, setText] = useState('');
  const wordsOf = (kind: VenueKind) => t(`venues.kinds.${kind}`);
  const found = text.trim() ? kindsFound(text, wordsOf) : undefined;
  const answers = (kinds: readonly VenueKind[]) => (
    <div class="choices">
      {kinds.map((kind) => (
        <Answer key={kind} chosen={kind === chosen} onClick={() => onChoose(kind)}>
          {wordsOf(kind)}
        </Answer>
      ))}
    </div>
  );
  return (
    <>
      <TextField
        label={t('venues.kind.search')}
        hint={t('venues.kind.searchHint')}
        type="search"
        autoComplete="off"
        value={text}
        onInput={setText}
      />
      <div class="stack tight" aria-live="polite">
        {found?.length === 0 && <p class="quiet">{t('venues.kind.none')}</p>}
        {found && answers(found.length > 0 ? found : ['other'])}
      </div>
      {!found &&
        (Object.keys(kindGroups) as KindGroup[]).map((group) => {
          const kinds: readonly VenueKind[] = kindGroups[group];
          return (
            <details key={group} class="card kind-group" open={chosen !== undefined && kinds.includes(chosen)}>
              <summary>{t(`venues.group.${group}`)}</summary>
              <div class="stack">{answers(kinds)}</div>
            </details>
          );
        })}
    </>
  );
};
