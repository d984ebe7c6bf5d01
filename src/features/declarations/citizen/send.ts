import { client } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { type Parcel, type Sender, type Verdict, verdictOf } from '../../../web/kit/outbox.ts';
import type { declarations } from '../contract.ts';
import type { NewDeclarationInput } from '../form.ts';

type Stored = GotReply<(typeof declarations)['POST /declarations']>;
/** The batch may answer without a triage. */
export type Sent = Pick<Stored, 'id'> & { triage?: Stored['triage'] };
export type DeclarationParcel = Parcel<NewDeclarationInput, Sent>;

const call = client<typeof declarations>();
const bodyOf = (parcel: Parcel) => parcel.body as NewDeclarationInput;

/** A phone whose clock runs ahead declares in the future; the time of arrival is then the better one. */
const withoutTime = ({ at: _, ...body }: NewDeclarationInput): NewDeclarationInput => body;

const sendOne = async (id: string, body: NewDeclarationInput): Promise<Verdict> => {
  const verdict = await verdictOf(id, call('POST /declarations', { body }));
  return verdict.refusal?.code === 'time.future' && body.at ? sendOne(id, withoutTime(body)) : verdict;
};

const isPassing = (status: number): boolean => status === 401 || status === 429 || status >= 500;

/** A household goes in one request; an item that the server could not judge stays in the queue. */
export const sendDeclarations: Sender = async (parcels) => {
  const [only] = parcels;
  if (only && parcels.length === 1) return [await sendOne(only.id, bodyOf(only))];
  const bodies = new Map(parcels.map((parcel) => [parcel.id, bodyOf(parcel)]));
  const { results } = await call('POST /declarations/batch', { body: { items: [...bodies.values()] } });
  const verdicts = results.map(async ({ id, status, code = 'request.invalid', fields, triage }) => {
    const body = id && bodies.get(id);
    if (!body || isPassing(status)) return [];
    if (code === 'time.future') return [await sendOne(id, withoutTime(body))];
    return [status < 300 ? { id, reply: { id, triage } } : { id, refusal: { code, title: '', fields } }];
  });
  return (await Promise.all(verdicts)).flat();
};
