import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from './measure.ts';
import type { Served } from './served.ts';

/** Somebody else who searches ten times a second while long work goes on; `stop` answers how long each answer took, in ms. */
export const somebodyBeside = (served: Served) => {
  const state = { latencies: [] as number[], isOver: false };
  const asking = (async () => {
    while (!state.isOver) {
      const begun = performance.now();
      const response = await fetch(`http://127.0.0.1:${served.port}/api/v1/people?search=hang`, {
        headers: { authorization: `Bearer ${served.tokens[0]}` },
      });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`a search beside it: ${response.status}`);
      state.latencies.push(performance.now() - begun);
      await sleep(100);
    }
  })();
  return async () => {
    state.isOver = true;
    await asking;
    const sorted = state.latencies.toSorted((one, other) => one - other);
    return { ...spread(sorted), slowest: Math.round(sorted.at(-1) ?? Number.NaN) };
  };
};
