import type { Feature, House } from '../../core/house.ts';
import { importsApi } from './api.ts';
import { imports } from './contract.ts';
import { startRunner } from './runner.ts';

export { readDate, readTime } from './dates.ts';

export const importsFeature = (house: House): Feature => {
  const runner = startRunner(house);
  return {
    name: 'imports',
    contract: imports,
    handlers: importsApi(house, runner),
    jobs: [runner.job],
    drain: runner.drain,
  };
};

export { encodings } from './contract.ts';
export { type Imported, importList } from './operator.ts';
export { fields, type Mapping } from './rules.ts';
