import { signal } from '@preact/signals';

const remembered = 'lachan.sound';
export const isSoundOn = signal(globalThis.localStorage?.getItem(remembered) !== 'off');

export const switchSound = (): void => {
  isSoundOn.value = !isSoundOn.value;
  localStorage.setItem(remembered, isSoundOn.value ? 'on' : 'off');
  if (isSoundOn.value) chime();
};

let audio: AudioContext | undefined;

/** Two soft rising notes, a third of a second. A page nobody has touched yet may not sound; then it stays silent. */
export const chime = (): void => {
  if (!isSoundOn.value) return;
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
  for (const [hertz, after] of [
    [660, 0],
    [880, 0.15],
  ] as const) {
    const start = audio.currentTime + after;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.linearRampToValueAtTime(0.15, start + 0.02);
    loudness.gain.linearRampToValueAtTime(0, start + 0.2);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.25);
  }
};
