/** Dots of a conversation; `name` says it in words: "Câu 2 trong 7". */
export const Progress = ({ at, of, name }: { at: number; of: number; name: string }) => (
  <div class="dots" role="img" aria-label={name}>
    {Array.from({ length: of }, (_, i) => (
      <span key={i} class={i === at ? 'now' : i < at ? 'done' : ''} />
    ))}
  </div>
);
