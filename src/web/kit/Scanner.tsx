import { Camera as CameraSign, Flashlight, FlashlightOff, ImageUp, Keyboard } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import './scan/scanner.css';
import { Band } from './Band.tsx';
import { Button } from './Button.tsx';
import { TextField } from './Field.tsx';
import { type CameraProblem, openCamera } from './scan/camera.ts';
import { type Detect, openDetector } from './scan/detector.ts';
import { readPhoto } from './scan/photo.ts';
import { useWedge } from './scan/wedge.ts';

export type ScannerTexts = {
  opening: string;
  aim: string;
  /** Why there is no picture, each with what to do instead. */
  denied: string;
  none: string;
  failed: string;
  again: string;
  torchOn: string;
  torchOff: string;
  photo: string;
  photoEmpty: string;
  type: string;
  typeLabel: string;
  typeHint: string;
  typeDone: string;
};

type Props = {
  texts: ScannerTexts;
  /** Told once for each code; the same again only after it has left the picture. */
  onRead: (text: string) => void;
  /** While the answer to the last code stands on the screen. */
  paused?: boolean;
};

type Sight = 'opening' | 'open' | CameraProblem;

/** Milliseconds between two looks, and for how long a code that stays in the picture is not told again. */
const rest = 120;
const sameFor = 2_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The reader is fetched once a page, also when the scanner is opened again. */
const reader: { detect?: Promise<Detect> } = {};
const detector = (): Promise<Detect> => {
  reader.detect ??= openDetector().catch((error) => {
    reader.detect = undefined;
    throw error;
  });
  return reader.detect;
};

/** The camera at once; a lamp where there is one; a photograph, typing and a hand-held reader work without it. */
export const Scanner = ({ texts, onRead, paused = false }: Props) => {
  const video = useRef<HTMLVideoElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const live = useRef({ paused, onRead, last: '', seen: 0 });
  Object.assign(live.current, { paused, onRead });
  const [sight, setSight] = useState<Sight>('opening');
  const [turn, setTurn] = useState(0);
  const [torch, setTorch] = useState<{ set: (isOn: boolean) => Promise<void>; isOn: boolean }>();
  const [isPhotoEmpty, setPhotoEmpty] = useState(false);
  const [isReading, setReading] = useState(false);
  const [isTyping, setTyping] = useState(false);

  const tell = (text: string) => {
    const now = performance.now();
    const { last, seen } = live.current;
    Object.assign(live.current, { last: text, seen: now });
    if (text === last && now - seen < sameFor) return;
    navigator.vibrate?.(60);
    live.current.onRead(text);
  };

  useEffect(() => {
    const state = { isOver: false, stop: () => {} };
    const look = async () => {
      const camera = await openCamera();
      if (typeof camera === 'string') return state.isOver || setSight(camera);
      state.stop = camera.stop;
      if (state.isOver || !video.current) return camera.stop();
      video.current.srcObject = camera.stream;
      await video.current.play().catch(() => {});
      setSight('open');
      setTorch(camera.torch && { set: camera.torch, isOn: false });
      const detect = await detector();
      while (!state.isOver) {
        const picture = video.current;
        const canLook = picture && picture.readyState >= picture.HAVE_CURRENT_DATA;
        const text = canLook ? await detect(picture).catch(() => undefined) : undefined;
        const isSeen = text !== undefined && !state.isOver;
        if (isSeen && !live.current.paused) tell(text);
        // While an answer stands, the code that it is about has not left the picture.
        else if (isSeen && text === live.current.last) live.current.seen = performance.now();
        await pause(rest);
      }
    };
    setSight('opening');
    look().catch(() => state.isOver || setSight('failed'));
    return () => {
      state.isOver = true;
      state.stop();
    };
  }, [turn]);

  useWedge((text) => live.current.paused || tell(text));

  const fromPhoto = async (photo: Blob | undefined) => {
    if (!photo) return;
    setReading(true);
    const text = await detector()
      .then((detect) => readPhoto(photo, detect))
      .catch(() => undefined);
    setReading(false);
    setPhotoEmpty(text === undefined);
    if (text !== undefined) live.current.onRead(text);
  };

  const isBlind = sight !== 'opening' && sight !== 'open';
  return (
    <div class="scanner">
      {!isBlind && (
        <div class="sight">
          <video ref={video} playsInline muted aria-label={texts.aim} />
          {sight === 'opening' && (
            <p class="state" role="status">
              {texts.opening}
            </p>
          )}
        </div>
      )}
      {isBlind ? (
        <Band
          notice
          tone="amber"
          icon={CameraSign}
          action={<Button onClick={() => setTurn(turn + 1)}>{texts.again}</Button>}
        >
          {texts[sight]}
        </Band>
      ) : (
        <p class="quiet small">{texts.aim}</p>
      )}
      {isPhotoEmpty && (
        <Band notice tone="amber">
          {texts.photoEmpty}
        </Band>
      )}
      <div class="means">
        {torch && (
          <Button
            icon={torch.isOn ? FlashlightOff : Flashlight}
            onClick={() => {
              torch.set(!torch.isOn).then(
                () => setTorch({ ...torch, isOn: !torch.isOn }),
                () => setTorch(undefined),
              );
            }}
          >
            {torch.isOn ? texts.torchOff : texts.torchOn}
          </Button>
        )}
        <Button icon={ImageUp} busy={isReading} onClick={() => file.current?.click()}>
          {texts.photo}
        </Button>
        {!isBlind && !isTyping && (
          <Button icon={Keyboard} onClick={() => setTyping(true)}>
            {texts.type}
          </Button>
        )}
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          onChange={(event) => {
            const input = event.currentTarget;
            void fromPhoto(input.files?.[0]).then(() => {
              input.value = '';
            });
          }}
        />
      </div>
      {(isBlind || isTyping) && <Typing texts={texts} onText={(text) => live.current.onRead(text)} />}
    </div>
  );
};

/** For a code read out, or a hand-held reader that types into the field. */
const Typing = ({ texts, onText }: { texts: ScannerTexts; onText: (text: string) => void }) => {
  const [text, setText] = useState('');
  return (
    <form
      class="typing"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        onText(text.trim());
        setText('');
      }}
    >
      <TextField label={texts.typeLabel} hint={texts.typeHint} value={text} maxLength={2000} onInput={setText} />
      <Button type="submit">{texts.typeDone}</Button>
    </form>
  );
};
