import { handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { casesPart } from './cases-api.ts';
import { classesPart } from './class-api.ts';
import { contactsPart } from './contacts-api.ts';
import { cases } from './contract.ts';
import { historyPart } from './history.ts';

export const casesApi = (house: House) =>
  handlers(cases, { ...casesPart(house), ...contactsPart(house), ...classesPart(house), ...historyPart(house) });
