import { CallError } from '../../../core/client.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type OwnData } from './api.ts';

/** Everything kept of a person; `undefined` of an adult who keeps the own record. */
export const useData = (id: string) =>
  useLoaded(
    async (signal): Promise<{ data: OwnData | undefined }> => {
      try {
        return { data: await call('GET /people/:id/data', { params: { id } }, signal) };
      } catch (error) {
        if (error instanceof CallError && error.code === 'record.missing') return { data: undefined };
        throw error;
      }
    },
    [id],
  );
