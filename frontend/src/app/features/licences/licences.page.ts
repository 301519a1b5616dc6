import { ChangeDetectionStrategy, Component, resource } from '@angular/core';

/** Written by Angular's build beside the bundles: the licences of everything that is in them. */
const EXTRACTED = '/3rdpartylicenses.txt';

@Component({
  selector: 'app-licences-page',
  template: `
    <h1>Licences</h1>
    <p>
      Podcast to Reels is free software under the Apache License 2.0. The typefaces are Bricolage Grotesque, Instrument Sans and
      Geist Mono, under the SIL Open Font License 1.1. The preview of the studio draws captions by libass (ISC) as WebAssembly,
      with FreeType, FriBidi and HarfBuzz; their licences are in NOTICE.
    </p>
    <h2 id="parts">What this console is made with</h2>
    @if (text.hasValue()) {
      <pre class="card mono" tabindex="0" role="region" aria-labelledby="parts">{{ text.value() }}</pre>
    } @else if (text.error()) {
      <p class="mute">The list is made by the production build, and this is not one.</p>
    } @else {
      <div class="skeleton" aria-hidden="true"></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      max-width: 56rem;
      margin: var(--space-6) auto;
      padding-inline: var(--space-5);
    }

    pre {
      overflow: auto;
      max-height: 65vh;
      margin: 0;
      padding: var(--space-4);
      white-space: pre-wrap;
    }

    .skeleton {
      height: 65vh;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LicencesPage {
  protected readonly text = resource({
    loader: async ({ abortSignal }) => {
      const response = await fetch(EXTRACTED, { signal: abortSignal });
      if (!response.ok || !response.headers.get('content-type')?.startsWith('text/plain')) throw new Error('no list of licences');
      return response.text();
    },
  });
}
