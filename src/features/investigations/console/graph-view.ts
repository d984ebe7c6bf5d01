import { NodeSquareProgram } from '@sigma/node-square';
import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import { EdgeArrowProgram, EdgeRectangleProgram, NodeCircleProgram, NodePointProgram } from 'sigma/rendering';
import type { NodeDisplayData } from 'sigma/types';
import { date } from '../../../web/kit/format.ts';
import { type Chain, type Level, type Link, levels, placesIn } from './chain-model.ts';
import { pictureOf } from './chain-picture.ts';
import { namesOf } from './graph-names.ts';
import { levelWords } from './level-words.ts';

/** The drawing of one chain: what the screen asks of it. */
export type GraphView = {
  /** Nobody and nothing from that moment on is shown. */
  showUntil: (until: number) => void;
  /** Marks a person and those beside; undefined marks nobody. */
  mark: (person: string | undefined) => void;
  /** Brings a person into the middle. */
  goTo: (person: string) => void;
  wholeView: () => void;
  zoom: (by: 'in' | 'out') => void;
  /** What stands on the screen as a picture, with a line of words below it. */
  picture: (words: string) => Promise<Blob>;
  close: () => void;
};

type Person = { x: number; y: number; size: number; label: string; color: string; type: string; since: number };
type Meeting = { at: number; color: string; size: number };

/** Shape and size tell the classes apart where colour does not: a case is square, an F2 smaller than an F1. */
const looks: Record<Level, { token: string; type: string; size: number }> = {
  F0: { token: '--red', type: 'square', size: 1.6 },
  F1: { token: '--violet', type: 'circle', size: 1.1 },
  F2: { token: '--sky', type: 'circle', size: 0.8 },
  F3: { token: '--grey', type: 'circle', size: 0.7 },
  waiting: { token: '--grey', type: 'circle', size: 0.6 },
  none: { token: '--line-strong', type: 'circle', size: 0.6 },
};

/** Few enough that every name and arrow has room. */
const isFew = ({ order }: Chain): boolean => order.length <= 300;

const day = 86_400_000;
const localOffset = 7 * 3_600_000;

type Size = { width: number; height: number };

const graphOf = (chain: Chain, frame: Size, colour: (token: string) => string): MultiDirectedGraph<Person, Meeting> => {
  const graph = new MultiDirectedGraph<Person, Meeting>();
  const { spots, lane } = placesIn(frame, chain);
  const most = chain.order.length > 3000 ? 3.2 : chain.order.length > 300 ? 5 : 9;
  // Small enough that a sign does not cover the one in the next lane, and large enough to be hit.
  const unit = Math.min(most, Math.max(3.2, lane / 2.4));
  // Whose name matters most is named first where there is no room for all.
  const ranked = chain.order.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  for (const { id, name, level, isEnded, since } of ranked) {
    const { token, type, size } = looks[level];
    const spot = spots.get(id) ?? { x: 0, y: 0 };
    graph.addNode(id, {
      ...spot,
      size: size * unit,
      label: level === 'waiting' || level === 'none' ? name : `${levelWords({ level, isEnded })} · ${name}`,
      color: colour(isEnded ? '--grey' : token),
      type,
      since,
    });
  }
  // Thousands of dark lines would cover the people they join.
  const [plain, waiting] = [colour(isFew(chain) ? '--line-strong' : '--line'), colour('--waiting-line')];
  for (const { source, target, at, accepted } of chain.edges)
    graph.addDirectedEdge(source, target, {
      at,
      color: accepted ? plain : waiting,
      size: isFew(chain) ? 2 : 1,
    });
  return graph;
};

/** Who came first and last: between these two time is measured in the picture. */
const endsOf = ({ order }: Chain): [Link, Link] | undefined => {
  const [one] = order;
  if (!one) return undefined;
  return [
    order.reduce((first, link) => (link.since < first.since ? link : first), one),
    order.reduce((last, link) => (link.since > last.since ? link : last), one),
  ];
};

/** Days below the picture, as many as have room; they move with it. */
const drawDays = (
  sigma: Sigma<Person, Meeting>,
  [first, last]: [Link, Link],
  axis: HTMLElement,
  until: number,
): void => {
  const xOf = ({ id }: Link): number => {
    const at = sigma.getNodeDisplayData(id);
    return at ? sigma.framedGraphToViewport({ x: at.x, y: at.y }).x : 0;
  };
  const [left, right] = [xOf(first), xOf(last)];
  const pixelsADay = last.since > first.since ? ((right - left) / (last.since - first.since)) * day : 0;
  const every = [1, 2, 5, 7, 14, 28].find((days) => days * pixelsADay >= 84) ?? 56;
  const start = Math.ceil((first.since + localOffset) / day) * day - localOffset;
  const ticks: HTMLElement[] = [];
  for (let moment = start; moment <= Math.max(last.since, start) && moment < until; moment += every * day) {
    const x = left + ((moment - first.since) / day) * pixelsADay;
    if (x < 0 || x > axis.clientWidth) continue;
    const tick = document.createElement('span');
    tick.textContent = date(new Date(moment)).slice(0, 5);
    tick.style.insetInlineStart = `${x}px`;
    ticks.push(tick);
  }
  axis.replaceChildren(...ticks);
};

export const openGraphView = (
  { frame, axis }: { frame: HTMLElement; axis: HTMLElement },
  chain: Chain,
  onPick: (person: string | undefined) => void,
): GraphView => {
  const styles = getComputedStyle(frame);
  const colour = (token: string): string => styles.getPropertyValue(token).trim();
  const room = { width: frame.clientWidth, height: frame.clientHeight };
  const graph = graphOf(chain, room, colour);
  const shown = { until: Number.POSITIVE_INFINITY, marked: undefined as string | undefined, beside: new Set<string>() };
  const isSmall = isFew(chain);
  const faint = colour('--line');
  const names = namesOf<Person, Meeting>({
    paper: colour('--card'),
    line: colour('--line-strong'),
    ink: colour('--ink'),
  });
  const sigma = new Sigma<Person, Meeting>(graph, frame, {
    // Points go out in one call; circles are drawn one by one where there is no graphics card.
    nodeProgramClasses: { circle: isSmall ? NodeCircleProgram : NodePointProgram, square: squareWith(names) },
    edgeProgramClasses: { line: EdgeRectangleProgram, arrow: EdgeArrowProgram },
    defaultEdgeType: isSmall ? 'arrow' : 'line',
    labelColor: { color: colour('--ink') },
    labelFont: styles.fontFamily,
    labelSize: 13,
    labelRenderedSizeThreshold: 7,
    // Of few everybody is named where there is room; of many a grid chooses some.
    labelDensity: isSmall ? 0 : 0.6,
    defaultDrawNodeLabel: names.draw,
    defaultDrawNodeHover: names.drawMarked,
    // Two clicks on two people are two clicks, however quick.
    doubleClickTimeout: 0,
    // With many edges a picture that moves shows its people alone: the eye follows those.
    hideEdgesOnMove: chain.edges.length > 4000,
    // Milliseconds a hand may rest before the edges come back: drawing them all takes longer than a frame.
    dragTimeout: isSmall ? 100 : 400,
    minEdgeThickness: 0.6,
    minCameraRatio: 0.005,
    maxCameraRatio: 2,
    stagePadding: 0,
    zIndex: true,
    nodeReducer: (id, { since, ...person }): Partial<NodeDisplayData> => {
      if (since >= shown.until) return { ...person, hidden: true };
      if (shown.marked === undefined) return { ...person, forceLabel: isSmall };
      if (id === shown.marked) return { ...person, highlighted: true, forceLabel: true, zIndex: 2 };
      return shown.beside.has(id)
        ? { ...person, forceLabel: shown.beside.size < 30, zIndex: 1 }
        : { ...person, color: faint };
    },
    edgeReducer: (id, { at, ...edge }) => {
      if (at >= shown.until) return { ...edge, hidden: true };
      if (shown.marked === undefined) return edge;
      const [source, target] = graph.extremities(id);
      const isBeside = source === shown.marked || target === shown.marked;
      return isBeside ? { ...edge, color: colour('--ink'), size: 1.6, zIndex: 1 } : edge;
    },
  });
  // A place in the graph is a place in the frame: one unit is one pixel.
  sigma.setCustomBBox({ x: [0, room.width], y: [0, room.height] });
  names.watch(sigma, isSmall);
  sigma.refresh();
  const ends = endsOf(chain);
  if (ends) sigma.on('afterRender', () => drawDays(sigma, ends, axis, shown.until));
  sigma.on('clickNode', ({ node }) => onPick(node));
  sigma.on('clickStage', () => onPick(undefined));
  const hand = (cursor: string) => () => {
    frame.style.cursor = cursor;
  };
  sigma.on('enterNode', hand('pointer'));
  sigma.on('leaveNode', hand('grab'));
  const camera = sigma.getCamera();
  const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 150;

  return {
    showUntil: (until) => {
      shown.until = until;
      sigma.refresh({ skipIndexation: true });
    },
    mark: (person) => {
      shown.marked = person !== undefined && graph.hasNode(person) ? person : undefined;
      shown.beside = new Set(shown.marked === undefined ? [] : graph.neighbors(shown.marked));
      sigma.refresh({ skipIndexation: true });
    },
    goTo: (person) => {
      const at = sigma.getNodeDisplayData(person);
      if (at) camera.animate({ x: at.x, y: at.y, ratio: Math.min(camera.ratio, isSmall ? 0.6 : 0.15) }, { duration });
    },
    wholeView: () => camera.animatedReset({ duration }),
    zoom: (by) => (by === 'in' ? camera.animatedZoom({ duration }) : camera.animatedUnzoom({ duration })),
    picture: (words) =>
      pictureOf(sigma, { paper: colour('--card'), ink: colour('--ink'), font: styles.fontFamily }, axis, words),
    close: () => sigma.kill(),
  };
};

/** A square that is named as the round signs are: by itself it would write its name wherever that falls. */
const squareWith = ({ draw, drawMarked }: ReturnType<typeof namesOf<Person, Meeting>>): typeof NodeSquareProgram =>
  class extends NodeSquareProgram {
    override drawLabel = draw as NodeSquareProgram['drawLabel'];
    override drawHover = drawMarked as NodeSquareProgram['drawHover'];
  } as typeof NodeSquareProgram;
