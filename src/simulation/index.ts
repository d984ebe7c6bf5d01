export { type Event, type EventKind, type EventOf, minutesOfDay } from './events.ts';
export type { Commune } from './homes.ts';
export { drawFamily, drawGiven, nameOf } from './names.ts';
export { scatter, stream } from './random.ts';
export { keepsRegister } from './register.ts';
export { type Day, type Simulation, simulate } from './simulate.ts';
export { hamletOf, holderOf, type Plan, somebody, type World } from './world.ts';
