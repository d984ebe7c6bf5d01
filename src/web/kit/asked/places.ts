import { client } from '../../../core/client.ts';
import type { areas } from '../../../features/areas/contract.ts';
import type { AnswersGiven, Question } from '../../../features/declarations/answers.ts';
import type { travel } from '../../../features/travel/contract.ts';
import type { Places } from './words.ts';

const callAreas = client<typeof areas>();
const callTravel = client<typeof travel>();

const names = new Map<string, Promise<string>>();

/** `Phường Hàm Rồng, Thành phố Thanh Hóa, Tỉnh Thanh Hóa`: asked once for each area. */
export const areaName = (path: string): Promise<string> => {
  const before = names.get(path);
  if (before) return before;
  const found = callAreas('GET /areas/trail', { query: { area: path } }).then((trail) =>
    trail
      .filter(({ level }) => level !== 'nation')
      .map(({ name }) => name)
      .toReversed()
      .join(', '),
  );
  names.set(path, found);
  found.catch(() => names.delete(path));
  return found;
};

/** Every gate, also those that are closed by now. */
const gateNames = async (): Promise<ReadonlyMap<string, string>> =>
  new Map((await callTravel('GET /gates', { query: { closed: 'true' } })).map(({ id, name }) => [id, name]));

const areasIn = (questions: readonly Question[], answers: AnswersGiven): string[] => {
  const paths = questions.flatMap(({ id, kind }) => {
    if (kind === 'area') return [answers[id]];
    return kind === 'stays' ? [answers[id]].flat().map((stay) => (stay as { area?: unknown } | undefined)?.area) : [];
  });
  return [...new Set(paths.filter((path) => typeof path === 'string'))];
};

/** The names of everything that the answers point at; what has no name stands as it was given. */
export const placesOf = async (questions: readonly Question[], answers: AnswersGiven): Promise<Places> => {
  const hasGate = questions.some(({ id, kind }) => kind === 'gate' && answers[id] != null);
  const [gates, areas] = await Promise.all([
    hasGate ? gateNames() : new Map<string, string>(),
    Promise.all(
      areasIn(questions, answers).map(async (path) => [path, await areaName(path).catch(() => path)] as const),
    ),
  ]);
  const known = new Map(areas);
  return {
    area: (area) => known.get(String(area)) || String(area),
    gate: (id) => gates.get(id) ?? id,
  };
};
