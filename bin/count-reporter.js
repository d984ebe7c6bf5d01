/** A reporter of node:test that writes nothing but the totals, as JSON, with each failed test: its file, its sentence, why. */
export default async function* countReporter(events) {
  const failures = [];
  for await (const { type, data } of events) {
    // A suite fails with its parts: the part says why.
    if (type === 'test:fail' && data.details.error.failureType !== 'subtestsFailed') {
      const { cause = data.details.error } = data.details.error;
      failures.push({ file: data.file, line: data.line, name: data.name, why: String(cause?.stack ?? cause) });
    }
    if (type === 'test:summary' && !data.file) yield JSON.stringify({ ...data.counts, failures });
  }
}
