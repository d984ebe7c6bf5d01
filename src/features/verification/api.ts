import { handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { actions } from './actions.ts';
import { verification } from './contract.ts';
import type { liveWork } from './events.ts';
import { lists } from './lists.ts';
import { testing } from './tests.ts';
import { type MovesWithTransfer, transferring } from './transfers.ts';

export const verificationApi = (
  house: House,
  live: ReturnType<typeof liveWork>,
  follows: readonly MovesWithTransfer[],
) =>
  handlers(verification, {
    ...lists(house),
    ...live.handlers,
    ...actions(house),
    ...transferring(house, follows),
    ...testing(house),
  });
