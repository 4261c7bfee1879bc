/** Which paper of a checklist a file was picked for: from its row in the card to its upload. */

export interface PickedPaper {
  checklist: string;
  paper: string;
}

const picked = new WeakMap<File, PickedPaper>();

export function pickFor(files: readonly File[], paper: PickedPaper): void {
  files.forEach((file) => picked.set(file, paper));
}

export function pickedFor(file: File): PickedPaper | undefined {
  return picked.get(file);
}
