import { useState } from 'preact/hooks';
import { fold } from '../../../core/fold.ts';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { date, dateTime, figure } from '../../../web/kit/format.ts';
import { ClassSign } from './ChainLegend.tsx';
import type { Chain, Link } from './chain-model.ts';
import { levelText } from './level-words.ts';

type Props = {
  chain: Chain;
  until: number;
  picked: string | undefined;
  onPick: (person: string | undefined) => void;
};
const most = 8;

/** Finds a person of the chain by name or area, and says of the one picked what the picture only hints at. */
export const ChainSearch = ({ chain, until, picked, onPick }: Props) => {
  const [text, setText] = useState('');
  const wanted = fold(text);
  const found =
    wanted.length < 2
      ? []
      : chain.order.filter(
          ({ folded, areaName, since }) =>
            since < until && (folded.includes(wanted) || fold(areaName).includes(wanted)),
        );
  const link = picked === undefined ? undefined : chain.people.get(picked);
  return (
    <>
      <TextField label={t('chain.search')} type="search" value={text} maxLength={80} onInput={setText} />
      {wanted.length >= 2 && (
        <div role="status">
          <p class="small quiet">{t('chain.found', { n: figure(found.length) })}</p>
        </div>
      )}
      {found.length > 0 && (
        <ul class="chain-found">
          {found.slice(0, most).map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => onPick(one.id)}>
                <ClassSign of={one} /> {one.name}
                <span class="quiet small"> {one.areaName}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {link && <Picked chain={chain} link={link} onPick={onPick} />}
    </>
  );
};

const Picked = ({ chain, link, onPick }: { chain: Chain; link: Link; onPick: (person: string) => void }) => {
  const into = chain.edges.filter(({ target }) => target === link.id);
  const out = chain.edges.filter(({ source }) => source === link.id).length;
  return (
    <section class="card stack tight" aria-label={link.name} aria-live="polite">
      <h3>
        <ClassSign of={link} /> <a href={`/console/people/${link.id}`}>{link.name}</a>
      </h3>
      <p>
        {levelText(link)} · {link.areaName} · {t('chain.since', { day: date(new Date(link.since)) })}
      </p>
      {into.length > 0 && (
        <ul class="stack tight">
          {into.slice(0, most).map(({ source, from, kind, accepted }) => (
            <li key={`${source} ${from}`}>
              {t('chain.from')}{' '}
              <button type="button" class="link" onClick={() => onPick(source)}>
                {chain.people.get(source)?.name}
              </button>
              <br />
              <span class="small quiet">
                {t(`chain.kindOf.${kind}`)} · {dateTime(from)} · {accepted ? t('chain.accepted') : t('chain.waiting')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {out > 0 && <p>{t('chain.gaveTo', { n: figure(out) })}</p>}
      <p class="row wrap">
        <a href={`/console/people/${link.id}`}>{t('chain.openPerson')}</a>
        {link.case && <a href={`/console/cases/${link.case}`}>{t('chain.openCase')}</a>}
      </p>
    </section>
  );
};
