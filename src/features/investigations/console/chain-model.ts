import { fold } from '../../../core/fold.ts';
import type { ChainPage } from './api.ts';

type Node = ChainPage['nodes'][number];
type Edge = ChainPage['edges'][number];

/**
 * Without a class: waiting as long as a link to them is to be decided on; F3 where such links come from an F2 or beyond, on whom nobody
 * decides; else nobody's contact, as after a revoked case.
 */
export const levels = ['F0', 'F1', 'F2', 'F3', 'waiting', 'none'] as const;
export type Level = (typeof levels)[number];

const levelsOf = (nodes: readonly Node[], edges: readonly Edge[]): Map<string, Level> => {
  const undecided = Map.groupBy(
    edges.filter(({ accepted }) => !accepted),
    ({ target }) => target,
  );
  const accepted = new Set(edges.flatMap((edge) => (edge.accepted ? edge.target : [])));
  // What somebody was through another case is no answer while the links of this one wait.
  const isWaiting = ({ id, case: own }: Node): boolean => undecided.has(id) && !accepted.has(id) && own === null;
  const found = new Map(
    nodes.map((node): [string, Level] => {
      const was = node.level ?? (isWaiting(node) ? null : node.ended?.level);
      return [node.id, levels.find((known) => known === was) ?? (undecided.has(node.id) ? 'waiting' : 'none')];
    }),
  );
  const isFar = (id: string): boolean => found.get(id) === 'F2' || found.get(id) === 'F3';
  for (let before = -1, far = 0; far > before; ) {
    before = far;
    for (const [id, links] of undecided)
      if (found.get(id) === 'waiting' && links.every(({ source }) => isFar(source))) {
        found.set(id, 'F3');
        far += 1;
      }
  }
  return found;
};

/** One person of the chain. `parent` is whom the chain came through; `since` and `edges[].at` are milliseconds. */
export type Link = {
  id: string;
  name: string;
  folded: string;
  level: Level;
  /** The class has run out, or the case was closed: it is what the person was. */
  isEnded: boolean;
  area: string;
  areaName: string;
  since: number;
  case: string | null;
  parent: string | undefined;
  /** How many steps from the first case of the branch. */
  depth: number;
};
export type Chain = {
  people: ReadonlyMap<string, Link>;
  /** In the order of the chain: after each person those that came through him or her, by time. */
  order: readonly Link[];
  edges: readonly (Edge & { at: number })[];
  from: number;
  to: number;
};

const rank = (level: Level): number => levels.indexOf(level);
const day = 86_400_000;

/** Of everything that leads to a person: accepted before waiting, from the nearest class, then the earliest. */
const parents = (
  people: ReadonlyMap<string, Node>,
  levelOf: ReadonlyMap<string, Level>,
  edges: readonly Edge[],
): Map<string, string> => {
  const best = new Map<string, Edge>();
  const isBetter = (one: Edge, other: Edge): boolean => {
    if (one.accepted !== other.accepted) return one.accepted;
    const [a, b] = [one, other].map(({ source }) => rank(levelOf.get(source) as Level)) as [number, number];
    return a === b ? one.from < other.from : a < b;
  };
  for (const edge of edges) {
    const before = best.get(edge.target);
    if (!before || isBetter(edge, before)) best.set(edge.target, edge);
  }
  const chosen = new Map([...best].map(([target, { source }]) => [target, source]));
  // Two people may each be said to have had it from the other: the earlier of a ring begins it.
  for (const start of chosen.keys()) {
    const seen = new Set([start]);
    for (let at = chosen.get(start); at !== undefined; at = chosen.get(at)) {
      if (at === start) {
        const earliest = [...seen].sort((a, b) => since(people.get(a)) - since(people.get(b)))[0] as string;
        chosen.delete(earliest);
        break;
      }
      if (seen.has(at)) break;
      seen.add(at);
    }
  }
  return chosen;
};

const since = (node: Node | undefined): number => Date.parse(node?.since ?? '') || Number.POSITIVE_INFINITY;

/** The pages joined: everybody once, in the order of the chain. */
export const chainOf = (pages: readonly ChainPage[]): Chain => {
  const nodes = new Map(pages.flatMap((page) => page.nodes).map((node) => [node.id, node]));
  const names = new Map(pages.flatMap((page) => page.areas).map(({ area, name }) => [area, name]));
  const edges = pages
    .flatMap((page) => page.edges)
    .filter(({ source, target }) => nodes.has(source) && nodes.has(target) && source !== target)
    .map((edge) => ({ ...edge, at: Date.parse(edge.from) }));
  const levelOf = levelsOf([...nodes.values()], edges);
  const parentOf = parents(nodes, levelOf, edges);
  const children = Map.groupBy(nodes.values(), ({ id }) => parentOf.get(id));
  const people = new Map<string, Link>();
  const walk = (parent: string | undefined, depth: number, least: number): void => {
    const below = (children.get(parent) ?? []).toSorted((a, b) => since(a) - since(b) || (a.id < b.id ? -1 : 1));
    for (const node of below) {
      // Who has no time of their own stands where the one before stands.
      const at = Number.isFinite(since(node)) ? since(node) : least;
      people.set(node.id, {
        id: node.id,
        name: node.name,
        folded: fold(node.name),
        level: levelOf.get(node.id) as Level,
        isEnded: node.level === null && node.ended?.level === levelOf.get(node.id),
        area: node.area,
        areaName: names.get(node.area) ?? node.area,
        since: at,
        case: node.case,
        parent,
        depth,
      });
      walk(node.id, depth + 1, at);
    }
  };
  const known = [...nodes.values()].map(since).filter(Number.isFinite);
  const from = known.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const start = Number.isFinite(from) ? from : 0;
  walk(undefined, 0, start);
  const order = [...people.values()];
  return { people, order, edges, from: start, to: order.reduce((most, link) => Math.max(most, link.since), start) };
};

export type Spot = { x: number; y: number };
/** Everybody's place, and how many lanes one below the other that takes. */
export type Places = { spots: Map<string, Spot>; lanes: number };

/** Less than a step and a lane apart. */
const isOn = (one: Spot, other: Spot): boolean => Math.abs(one.x - other.x) < 1 && Math.abs(one.y - other.y) < 1;

/** So many people have room for an empty lane between one branch and the next. */
const roomy = 300;

/** Everybody's place when the whole time is so many steps wide, and how many lanes that takes. */
const layOut = ({ order, from, to }: Chain, columns: number): { spots: Map<string, Spot>; height: number } => {
  const span = Math.max(to - from, day);
  const xOf = (at: number): number => ((at - from) / span) * columns;
  const children = Map.groupBy(order, ({ parent }) => parent);
  const spots = new Map<string, Spot>();
  const laid: Spot[] = [];
  const put = (id: string, spot: Spot): void => {
    spots.set(id, spot);
    laid.push(spot);
  };
  const gap = order.length > roomy ? 0 : 1;
  /** Everybody below one person from a lane on; answers how many lanes they take. */
  const below = (parent: string | undefined, top: number): number => {
    const all = children.get(parent) ?? [];
    const lanes: number[] = [];
    for (const { id, since: at } of all.filter((link) => !children.has(link.id))) {
      const x = xOf(at);
      const free = lanes.findIndex((last) => last + 1 <= x);
      const lane = free < 0 ? lanes.length : free;
      lanes[lane] = x;
      put(id, { x, y: top + lane });
    }
    let used = top + lanes.length;
    for (const { id, since: at } of all.filter((link) => children.has(link.id))) {
      const before = laid.length;
      const height = below(id, used);
      const spot = { x: xOf(at), y: used + (height - 1) / 2 };
      // Cases of one day: who stands in the middle of those below may stand on one of them.
      const isTaken = laid.slice(before).some((other) => isOn(spot, other));
      put(id, isTaken ? { ...spot, y: used + height } : spot);
      used += height + (isTaken ? 1 : 0) + gap;
    }
    return Math.max(1, used - top);
  };
  return { height: below(undefined, 0), spots };
};

/**
 * Where each person stands: time runs from left to right, and what came through one person stands together. Contacts without
 * contacts of their own share lanes where their times allow it; the wider a step, the fewer lanes, so the width is sought
 * at which the picture is as wide as `aspect` says. The same chain always gives the same picture. About 50 ms for 10,000
 * people, so no worker is needed.
 */
export const placesOf = (chain: Chain, aspect = 1.8): Places => {
  let columns = Math.max(12, Math.sqrt(chain.order.length * aspect));
  for (let turn = 0; turn < 4; turn += 1)
    columns = Math.max(12, (columns + layOut(chain, columns).height * aspect) / 2);
  const { spots, height } = layOut(chain, columns);
  // Few people fill the frame too.
  const stretch = columns / aspect / height;
  for (const spot of spots.values()) spot.y *= -stretch;
  return { spots, lanes: height };
};

type Frame = { width: number; height: number };
/** Pixels that stay free at the sides of the picture; at its right for the names of those who came last. */
const sides = { left: 36, top: 28, bottom: 28 };
/** Pixels from one lane to the next at the most: a few people stand together at the top, not at the edges of an empty frame. */
const highestLane = 80;
const rightOf = ({ width }: Frame): number => Math.min(200, width * 0.36);

/** The same places in pixels of the frame the picture is drawn in, from its lower left; `lane` is how high a lane is. */
export const placesIn = (frame: Frame, chain: Chain): { spots: Map<string, Spot>; lane: number } => {
  const width = Math.max(1, frame.width - sides.left - rightOf(frame));
  const height = Math.max(1, frame.height - sides.top - sides.bottom);
  const { spots, lanes } = placesOf(chain, width / height);
  const all = [...spots.values()];
  const along = (of: (spot: Spot) => number, room: number): ((spot: Spot) => number) => {
    const least = all.reduce((low, spot) => Math.min(low, of(spot)), Number.POSITIVE_INFINITY);
    const most = all.reduce((high, spot) => Math.max(high, of(spot)), Number.NEGATIVE_INFINITY);
    return (spot) => (most > least ? ((of(spot) - least) / (most - least)) * room : room / 2);
  };
  const steps = Math.max(1, lanes - 1);
  const used = Math.min(height, steps * highestLane);
  const [across, up] = [along(({ x }) => x, width), along(({ y }) => y, used)];
  const lowest = frame.height - sides.top - used;
  return {
    spots: new Map([...spots].map(([id, spot]) => [id, { x: sides.left + across(spot), y: lowest + up(spot) }])),
    lane: used / steps,
  };
};

/** The last moment of a day of the slider. */
export const endOfDay = (from: number, days: number): number =>
  Math.floor((from + 7 * 3_600_000) / day + days + 1) * day - 7 * 3_600_000;
/** How many days the chain covers beyond its first. */
export const daysOf = ({ from, to }: Chain): number =>
  Math.floor((to + 7 * 3_600_000) / day) - Math.floor((from + 7 * 3_600_000) / day);

/** How many of each class there were by a moment; those whose class has ended by now are counted apart. */
export const countsAt = ({ order }: Chain, until: number): Record<Level | 'ended', number> => {
  const counts = { F0: 0, F1: 0, F2: 0, F3: 0, waiting: 0, none: 0, ended: 0 };
  for (const { level, isEnded, since: at } of order) if (at < until) counts[isEnded ? 'ended' : level] += 1;
  return counts;
};
