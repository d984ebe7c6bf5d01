/** A reporter of node:test that writes nothing but the totals, as JSON. */
export default async function* countReporter(events) {
  for await (const { type, data } of events) {
    if (type === 'test:summary' && !data.file) yield JSON.stringify(data.counts);
  }
}
