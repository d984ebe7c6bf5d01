import { Download, Maximize, Minus, Pause, Play, Plus } from 'lucide';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { saveFile } from '../../../web/kit/console/csv.ts';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { date, figure } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { type ChainPage, call } from './api.ts';
import { ChainLegend } from './ChainLegend.tsx';
import { ChainSearch } from './ChainSearch.tsx';
import { ChainTable } from './ChainTable.tsx';
import { type Chain, chainOf, daysOf, endOfDay } from './chain-model.ts';
import type { GraphView } from './graph-view.ts';
import './chain.css';

/** Page after page until the end; a chain of ten thousand people comes in five. */
const readChain = async (id: string, signal: AbortSignal): Promise<Chain> => {
  const pages: ChainPage[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: ChainPage = await call(
      'GET /cases/:id/graph',
      { params: { id }, query: after ? { after } : {} },
      signal,
    );
    pages.push(page);
    after = page.next ?? undefined;
  }
  return chainOf(pages);
};

/** The chain of transmission around a case: a picture with time from left to right, and the same as a table. */
export const ChainTab = ({ id }: { id: string }) => {
  const chain = useLoaded((signal) => readChain(id, signal), [id]);
  return <Shown of={chain}>{(found) => <ChainView chain={found} />}</Shown>;
};

const ChainView = ({ chain }: { chain: Chain }) => {
  const last = daysOf(chain);
  const [shownDays, setShownDays] = useState(last);
  const [picked, setPicked] = useState<string>();
  const view = useRef<GraphView>(undefined);
  const until = endOfDay(chain.from, shownDays);
  useEffect(() => view.current?.showUntil(until), [until]);
  const pick = (person: string | undefined, go = false) => {
    setPicked(person);
    view.current?.mark(person);
    if (person !== undefined && go) view.current?.goTo(person);
  };
  const visible = useMemo(() => chain.order.filter(({ since }) => since < until), [chain, until]);
  if (chain.order.length < 2)
    return (
      <Empty title={t('chain.empty')}>
        <p>{t('chain.emptyText')}</p>
      </Empty>
    );
  return (
    <div class="stack">
      <div class="chain">
        <div class="chain-drawing">
          <Drawing
            chain={chain}
            label={t('chain.drawing', { n: figure(visible.length), day: date(new Date(until - 1)) })}
            onPick={(person) => pick(person)}
            onOpen={(opened) => {
              view.current = opened;
              opened?.showUntil(until);
            }}
          />
          <Tools view={view} words={t('chain.pictureWords', { n: visible.length, day: date(new Date(until - 1)) })} />
          {last > 0 && <Slider chain={chain} last={last} value={shownDays} onChange={setShownDays} />}
        </div>
        <div class="stack chain-side">
          <ChainLegend chain={chain} until={until} />
          <ChainSearch chain={chain} until={until} picked={picked} onPick={(person) => pick(person, true)} />
        </div>
      </div>
      <ChainTable chain={chain} people={visible} picked={picked} onPick={(person) => pick(person, true)} />
    </div>
  );
};

type DrawingProps = {
  chain: Chain;
  label: string;
  onPick: (person: string | undefined) => void;
  onOpen: (view: GraphView | undefined) => void;
};

/** The picture; where it cannot be drawn, the table below says the same. */
const Drawing = ({ chain, label, onPick, onOpen }: DrawingProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    let opened: GraphView | undefined;
    let isGone = false;
    import('./graph-view.ts')
      .then(({ openGraphView }) => {
        if (isGone || !frame.current || !axis.current) return;
        opened = openGraphView({ frame: frame.current, axis: axis.current }, chain, onPick);
        onOpen(opened);
      })
      .catch(() => setFailed(true));
    return () => {
      isGone = true;
      onOpen(undefined);
      opened?.close();
    };
  }, [chain]);
  if (isFailed) return <p class="state">{t('chain.noDrawing')}</p>;
  return (
    <div role="img" aria-label={label}>
      <div ref={frame} class="chain-frame" />
      <div ref={axis} class="chain-axis" />
    </div>
  );
};

const Tools = ({ view, words }: { view: { current: GraphView | undefined }; words: string }) => {
  const save = async () => {
    const blob = await view.current?.picture(words);
    if (blob) saveFile(`${t('chain.fileName')}.png`, blob);
  };
  return (
    <div class="row wrap">
      <Button icon={Plus} onClick={() => view.current?.zoom('in')}>
        {t('chain.zoomIn')}
      </Button>
      <Button icon={Minus} onClick={() => view.current?.zoom('out')}>
        {t('chain.zoomOut')}
      </Button>
      <Button icon={Maximize} onClick={() => view.current?.wholeView()}>
        {t('chain.whole')}
      </Button>
      <Button icon={Download} onClick={save}>
        {t('chain.picture')}
      </Button>
    </div>
  );
};

type SliderProps = { chain: Chain; last: number; value: number; onChange: (days: number) => void };
const pause = 600;

/** What there was by the end of a day; played, the days follow one another. */
const Slider = ({ chain, last, value, onChange }: SliderProps) => {
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    if (value >= last) return setPlaying(false);
    const timer = setTimeout(() => onChange(value + 1), pause);
    return () => clearTimeout(timer);
  }, [isPlaying, value]);
  const day = date(new Date(endOfDay(chain.from, value) - 1));
  const play = () => {
    if (!isPlaying && value >= last) onChange(0);
    setPlaying(!isPlaying);
  };
  return (
    <div class="chain-slider">
      <Button icon={isPlaying ? Pause : Play} onClick={play}>
        {isPlaying ? t('chain.pause') : t('chain.play')}
      </Button>
      <label>
        <span>
          {t('chain.until')} <strong class="tabular">{day}</strong>
        </span>
        <input
          type="range"
          min={0}
          max={last}
          value={value}
          aria-valuetext={day}
          onInput={(event) => onChange(Number(event.currentTarget.value))}
        />
      </label>
    </div>
  );
};
