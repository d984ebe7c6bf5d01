import type { Feature, House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { accountsApi } from './api.ts';
import { accounts } from './contract.ts';
import { deleteSpent } from './store.ts';

const day = 86_400_000;

const jobs = (house: House): Job[] => [
  {
    name: 'accounts retention',
    everySeconds: 3_600,
    run: (now) => deleteSpent(house.database.pools.owner, new Date(now.getTime() - day)),
  },
];

export const accountsFeature = (house: House): Feature => ({
  name: 'accounts',
  contract: accounts,
  handlers: accountsApi(house),
  jobs: jobs(house),
});

export { type Budget, spend } from './budget.ts';
export { actorOfStandIn, admitStandIns, postponeSessions, type StandIn } from './exercise.ts';
export {
  createAccount,
  createToken,
  firstAdministrator,
  listTokens,
  type Made,
  resetAccount,
  revokeToken,
} from './operator.ts';
export { accountOfPhone, accountsOfPhones, guestMaker, holdersOfPhones, isPhoneProven, phonesOf } from './phone.ts';
export { type Role, roles, verbsOfRoles } from './rules.ts';
export { authenticator } from './session.ts';
