import { CallError, newId } from '../../../core/client.ts';
import type { SentBody } from '../../../core/contract.ts';
import type { followup } from '../contract.ts';
import { type Ask, call } from './api.ts';

type Person = SentBody<(typeof followup)['POST /contact-asks/answers']>['people'][number];
/** What a page asks, and where its answers go; `own`: by the account that knows the person. */
export type Asked = Ask & { own: boolean; answer: (person: Person) => Promise<{ named: number }> };

/** By a link, without an account; null: it has expired, or was cut off on its way. */
export const askedByLink = async (token: string, signal: AbortSignal): Promise<Asked | null> => {
  try {
    const ask = await call('POST /contact-asks/check', { body: { token } }, signal);
    const sent = { id: '', text: '' };
    const answer: Asked['answer'] = (person) => {
      // The same again over a bad line is the same request; what was corrected meanwhile is another one.
      const text = JSON.stringify(person);
      if (sent.text !== text) Object.assign(sent, { id: newId(), text });
      return call('POST /contact-asks/answers', { body: { id: sent.id, token, people: [person] } });
    };
    return { ...ask, own: false, answer };
  } catch (error) {
    if (error instanceof CallError && ['ask.expired', 'request.invalid'].includes(error.code)) return null;
    throw error;
  }
};

/** Of one of the account's people, the first that can be answered; null: none, or nobody has signed in. */
export const askedInApp = async (person: string | undefined, signal: AbortSignal): Promise<Asked | null> => {
  try {
    const asks = await call('GET /contact-asks', {}, signal);
    const ask = asks.find((one) => person === undefined || one.person === person);
    if (!ask) return null;
    const params = { id: ask.id };
    const answer: Asked['answer'] = (met) =>
      call('POST /contact-asks/:id/answers', { params, body: { id: newId(), people: [met] } });
    return { ...ask, own: true, answer };
  } catch (error) {
    if (error instanceof CallError && error.code === 'session.missing') return null;
    throw error;
  }
};
