import assert from 'node:assert/strict';
import { newId } from '../../src/core/client.ts';
import type { Answer, Caller } from './server.ts';

type Row = {
  row: number;
  fate: string;
  person: string | null;
  applied: boolean;
  values: Record<string, unknown>;
  problems: { field: string; code: string }[];
};
type Options = { query?: string; check?: object; apply?: object };

export const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));

/** The way of lists through the API, for one officer. */
export const bringer = (by: Caller, kind: 'people' | 'declarations' = 'people') => {
  const upload = (file: Buffer, { query = '' }: Options = {}): Promise<Answer> =>
    by.post(`/imports?id=${newId()}&kind=${kind}&name=ds.csv${query}`, file);
  const act = (id: string, verb: string, body: object = {}): Promise<Answer> =>
    by.post(`/imports/${id}/${verb}`, { id: newId(), ...body });
  /** Waits for the background to have done with a list. */
  const settled = async (id: string): Promise<Answer['body']> => {
    for (;;) {
      const { body } = await by.get(`/imports/${id}`);
      if (body.state !== 'checking' && body.state !== 'applying') return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const checked = async (file: Buffer, options: Options = {}) => {
    const sent = await upload(file, options);
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    const { id, mapping, dateOrder, declaredOrder } = sent.body;
    const asked = await act(id, 'check', { mapping, dateOrder, declaredOrder, ...options.check });
    assert.equal(asked.status, 201, JSON.stringify(asked.body));
    return settled(id);
  };
  const applied = async (file: Buffer, options: Options = {}) => {
    const { id } = await checked(file, options);
    const asked = await act(id, 'apply', options.apply);
    assert.equal(asked.status, 201, JSON.stringify(asked.body));
    return settled(id);
  };
  const rowsOf = async (id: string, query = ''): Promise<Row[]> =>
    (await by.get(`/imports/${id}/rows?${query}`)).body.items;
  /** `2 duplicate person.namesake`: row, fate and codes, in the file's order. */
  const verdictsOf = async (id: string): Promise<string[]> =>
    (await rowsOf(id, 'limit=200')).map(({ row, fate, problems }) =>
      [row, fate, ...problems.map(({ code }) => code)].join(' '),
    );
  return { upload, act, settled, checked, applied, rowsOf, verdictsOf };
};
