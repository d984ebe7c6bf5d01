import { connect, type Socket } from 'node:net';

export type Load = { count: number; seconds: number; statuses: Record<number, number>; latencies: number[] };

/** Milliseconds of one request on one kept-alive connection: a client that costs next to nothing beside the server. */
const exchange = (socket: Socket, request: Buffer | string): Promise<{ status: number; ms: number }> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    let text = '';
    const done = (status: number) => {
      socket.off('data', read).off('error', reject);
      resolve({ status, ms: performance.now() - begun });
    };
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length >= end + 4 + length) done(Number(text.slice(9, 12)));
    };
    socket.on('data', read).once('error', reject);
    socket.write(request);
  });

export const httpRequest = (method: string, path: string, token: string, body?: unknown): string => {
  const text = body === undefined ? '' : JSON.stringify(body);
  return `${method} /api/v1${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n${
    text === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
  }\r\n${text}`;
};

/** Keeps `connections` busy for some seconds; `next` makes each request for a connection. */
export const drive = async (
  port: number,
  { connections, seconds, next }: { connections: number; seconds: number; next: (connection: number) => string },
): Promise<Load> => {
  const load: Load = { count: 0, seconds, statuses: {}, latencies: [] };
  const begun = performance.now();
  const until = begun + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async (_, i) => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      while (performance.now() < until) {
        const { status, ms } = await exchange(socket, next(i));
        load.count += 1;
        load.statuses[status] = (load.statuses[status] ?? 0) + 1;
        load.latencies.push(ms);
      }
      socket.destroy();
    }),
  );
  load.seconds = (performance.now() - begun) / 1000;
  load.latencies.sort((a, b) => a - b);
  return load;
};
