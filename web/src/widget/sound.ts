const NOTES_HZ = [660, 880];
const NOTE_S = 0.14;
const LOUDNESS = 0.08;

let context: AudioContext | undefined;

/** Play two short, soft notes. Browsers play nothing before the first press in the page. */
export function playTone(): void {
  if (typeof AudioContext === "undefined") {
    return;
  }
  context ??= new AudioContext();
  void context.resume();
  const start = context.currentTime;
  NOTES_HZ.forEach((frequency, index) => note(frequency, start + index * NOTE_S));
}

function note(frequency: number, at: number): void {
  if (!context) {
    return;
  }
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_S * 1.5);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + NOTE_S * 1.5);
}
