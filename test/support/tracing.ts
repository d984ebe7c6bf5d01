import { dayOf } from '../../src/core/day.ts';
import { aPerson, type Caller, made, places, type TestServer } from './server.ts';

const hour = 3_600_000;
type Fields = Record<string, unknown>;

/** What an officer and a tracer tell the house in a test of tracing. Each answers with the id of what it made; times are as the house takes them. */
export const tracing = ({ ago, clock }: TestServer, officer: Caller, tracer: Caller) => ({
  person: async (over: Fields = {}): Promise<string> => (await made(officer, '/people', aPerson(over))).id,
  venue: async (kind = 'restaurant', name = 'Quán'): Promise<string> =>
    (await made(officer, '/venues', { name, kind, area: places.commune })).id,
  visit: async (person: string, venue: string, from: string, to?: string, over: Fields = {}): Promise<string> => {
    const times = { in: from, ...(to && { out: to }) };
    return (await made(officer, '/visits', { venue, visitor: { person }, method: 'on_behalf', ...times, ...over })).id;
  },
  openCase: async (person: string, over: Fields = {}): Promise<string> => {
    const today = dayOf(clock.now());
    return (await made(tracer, '/cases', { person, sampledOn: today, confirmedOn: today, ...over })).id;
  },
  /** An interview of an hour, so many hours ago; of the second level through somebody. */
  enter: async (id: string, person: string, hours: number, via?: string): Promise<string> => {
    const [from, to] = [ago(hours * hour), ago((hours - 1) * hour)];
    const met = { kind: 'interview', from, to, ...(via && { via }) };
    return (await made(tracer, `/cases/${id}/contacts`, { person, ...met })).id;
  },
  decide: async (id: string, person: string, level: number, accept = true): Promise<void> => {
    await made(tracer, `/cases/${id}/decisions`, { decisions: [{ person, level, accept }] });
  },
});
