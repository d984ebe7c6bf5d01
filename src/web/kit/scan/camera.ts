export type Camera = {
  stream: MediaStream;
  /** Where the device has a lamp. */
  torch: ((isOn: boolean) => Promise<void>) | undefined;
  stop: () => void;
};
/** `denied`: somebody said no; `none`: no camera, or a browser inside another app that gives none; `failed`: it is in use. */
export type CameraProblem = 'denied' | 'none' | 'failed';

type Lamp = { torch?: boolean };

/** A card's code is dense: less than this leaves two pixels a module at arm's length. */
const wanted = { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } };

const problemOf = (error: unknown): CameraProblem => {
  const name = error instanceof Error ? error.name : '';
  if (/NotAllowed|Security/.test(name)) return 'denied';
  return /NotFound|Overconstrained/.test(name) ? 'none' : 'failed';
};

/** Opens the camera that looks away from the person, if there is one. */
export const openCamera = async (): Promise<Camera | CameraProblem> => {
  // Absent outside https and in many in-app browsers.
  if (!navigator.mediaDevices?.getUserMedia) return 'none';
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    const [track] = stream.getVideoTracks();
    const hasLamp = (track?.getCapabilities?.() as Lamp | undefined)?.torch === true;
    return {
      stream,
      torch: hasLamp
        ? async (isOn) => track?.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] })
        : undefined,
      stop: () => {
        for (const one of stream.getTracks()) one.stop();
      },
    };
  } catch (error) {
    return problemOf(error);
  }
};
