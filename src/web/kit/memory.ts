/** Small choices kept on the device (language, sound). Some in-app browsers refuse storage; then they last for the page. */
const forThisPage = new Map<string, string>();

export const remembered = (name: string): string | null => {
  try {
    return localStorage.getItem(`lachan.${name}`);
  } catch {
    return forThisPage.get(name) ?? null;
  }
};

export const remember = (name: string, value: string): void => {
  try {
    localStorage.setItem(`lachan.${name}`, value);
  } catch {
    forThisPage.set(name, value);
  }
};
