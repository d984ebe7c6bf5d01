import type { IconNode } from 'lucide';
import { h } from 'preact';

/** A Lucide sign: `import { Phone } from 'lucide'; <Icon of={Phone} />`. It stands beside a word, so it is hidden from readers. */
export const Icon = ({ of: node }: { of: IconNode }) => (
  <svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {node.map(([tag, attributes], i) => h(tag, { ...attributes, key: i }))}
  </svg>
);
