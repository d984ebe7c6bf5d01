import { CallError } from '../../../core/client.ts';

type Given = { params?: unknown; body?: unknown };
type Body = { id: string } & Record<string, unknown>;

const hasId = (body: unknown): body is Body =>
  typeof body === 'object' && body !== null && typeof (body as Partial<Body>).id === 'string';

/** What was sent and never answered, without its id, and the id that it had. */
const unanswered = new Map<string, string>();

/** Sends a write whose answer was lost under the id it had before, when the same is sent again: nothing is done twice by it. */
export const sendAgain = async <G extends Given, T>(
  key: string,
  given: G,
  send: (given: G) => Promise<T>,
): Promise<T> => {
  if (!hasId(given.body)) return send(given);
  const { id: fresh, ...words } = given.body;
  const text = JSON.stringify([key, given.params, words]);
  const id = unanswered.get(text) ?? fresh;
  unanswered.delete(text);
  try {
    return await send({ ...given, body: { ...words, id } });
  } catch (error) {
    if (error instanceof CallError && error.code === 'offline') unanswered.set(text, id);
    throw error;
  }
};
