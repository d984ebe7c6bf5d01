import { taskStates } from '../../cases/contract.ts';
import { call, type Task, type TaskState } from './api.ts';

export const states = taskStates;
export type Filters = { state?: TaskState; overdue?: 'true'; area?: string };

/** A move of a contact's work: to which state, said how, when. */
export type Step = { state: TaskState; note?: string; at?: string };

/** The filters as the address holds them; what is none is left out. */
export const filtersOf = (query: Record<string, string | undefined>): Filters => {
  const state = states.find((one) => one === query.state);
  return {
    ...(state && { state }),
    ...(query.overdue === 'true' && { overdue: 'true' as const }),
    ...(query.area && { area: query.area }),
  };
};

export const addressOf = (filters: Filters): string => `/console/contacts?${new URLSearchParams(filters)}`;

export const readTasks = (filters: Filters, after: string | undefined, signal?: AbortSignal, limit?: string) =>
  call('GET /contacts', { query: { ...filters, after, ...(limit && { limit }) } }, signal);

/** Everybody that the filters let through, not only the page on the screen. */
export const readAll = async (filters: Filters, after?: string): Promise<Task[]> => {
  const { items, next } = await readTasks(filters, after, undefined, '200');
  return next ? [...items, ...(await readAll(filters, next))] : items;
};

/** What is done next with a contact in each state: the button at hand. */
export const nextState: Record<TaskState, TaskState | undefined> = {
  to_call: 'reached',
  reached: 'quarantine',
  quarantine: 'sampled',
  sampled: 'closed',
  closed: undefined,
};
