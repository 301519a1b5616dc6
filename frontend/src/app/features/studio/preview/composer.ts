import type { Composition } from '@reels/contracts';
import { composeReel } from '@reels/editing/composition';
import type { ReelContent } from '@reels/editing/composition';
import { Libass } from '../libass/libass';
import { fontShelf } from './fontFiles';

/** The renderer's own layout and libass, in the browser, over one set of fonts. */
export class Composer {
  readonly #shelf = fontShelf();
  readonly libass: Libass;

  /** @param onFailure is told what libass could not do */
  constructor(onFailure: (message: string) => void) {
    this.libass = new Libass((font) => this.#shelf.file(font), onFailure);
  }

  /** Fetches the fonts that it turns out to need. @throws when one cannot be fetched */
  compose(content: ReelContent): Promise<Composition> {
    return this.#shelf.run((fonts) => composeReel(content, fonts));
  }

  close(): void {
    this.libass.close();
  }
}
