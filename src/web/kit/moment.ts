/** `2026-11-20T14:05` in Viet Nam, for a native field; and back to an instant with its offset. */
export const localOf = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
export const instantOf = (local: string): string => `${local}:00+07:00`;
