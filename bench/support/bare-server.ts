import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../src/core/db.ts';

// The least that Node and PostgreSQL do for a durable write: no session, no schema, no rule, one table with one index. What it costs
// tells how fast the machine is in this minute, and what of a figure is not ours.
const database = connect(process.argv[2] as string, 1);
await database`create table bench_bare (id uuid primary key, body jsonb not null)`;

type Waiting = { id: string; body: unknown; reply: ServerResponse };
const state = { waiting: [] as Waiting[], isRunning: false };

const store = async (): Promise<void> => {
  state.isRunning = true;
  await new Promise(setImmediate);
  while (state.waiting.length > 0) {
    const rows = state.waiting.splice(0);
    await database`
      insert into bench_bare select id, body
      from jsonb_to_recordset(${database.json(rows.map(({ id, body }) => ({ id, body })) as never)}) as r(id uuid, body jsonb)`;
    for (const { id, reply } of rows) {
      const text = JSON.stringify({ id });
      reply.writeHead(201, { 'content-type': 'application/json', 'content-length': text.length }).end(text);
    }
    // Those who were answered come back together.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  state.isRunning = false;
};

const server = createServer(async (request, reply) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as { id: string };
  state.waiting.push({ id: body.id, body, reply });
  if (!state.isRunning) await store();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
