import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../problem.ts';
import type { Asked, Told } from './read.ts';
import { readTable } from './table.ts';

const answer = async (): Promise<Told> => {
  try {
    return { sheet: await readTable(workerData as Asked) };
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, fields: error.fields };
    throw error;
  }
};

parentPort?.postMessage(await answer());
