import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { maybe } from '../../../web/kit/console/text.ts';
import { figure as written } from '../../../web/kit/format.ts';
import type { areas } from '../../areas/contract.ts';
import type { alarms } from '../contract.ts';

export const call = caller<typeof alarms>();
export const callAreas = caller<typeof areas>();
export type Alarm = GotReply<(typeof alarms)['GET /statistics/alarms']>['items'][number];
export type Trend = GotReply<(typeof alarms)['GET /statistics/trend']>;
export type Symptom = Alarm['symptom'];

/** With a capital: it begins a line. */
export const symptomName = (symptom: Symptom): string => {
  const word = maybe(`declarations.symptom.${symptom}`) ?? symptom;
  return word.slice(0, 1).toUpperCase() + word.slice(1);
};
/** Two places at most, as people write numbers here. */
export const figure = (value: number): string => written(value, 2);
