import { handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { backwardPart } from './backward.ts';
import { chainPart } from './chain.ts';
import { investigations } from './contract.ts';
import { milestonesPart } from './milestones.ts';

export const investigationsApi = (house: House) =>
  handlers(investigations, { ...backwardPart(house), ...chainPart(house), ...milestonesPart(house) });
