import { DestroyRef, Injectable, inject, signal } from '@angular/core';

export interface Crumb {
  label: string;
  /** Left out: the page itself. */
  link?: string;
}

/** Where the page stands, shown beside the logo. */
@Injectable({ providedIn: 'root' })
export class Crumbs {
  readonly #list = signal<readonly Crumb[]>([]);
  readonly list = this.#list.asReadonly();

  /** Says where the page stands, until the caller is destroyed. */
  registrar(destroyRef = inject(DestroyRef)): (crumbs: readonly Crumb[]) => void {
    let mine: readonly Crumb[] = [];
    destroyRef.onDestroy(() => {
      if (this.#list() === mine) this.#list.set([]);
    });
    return (crumbs) => {
      mine = crumbs;
      this.#list.set(crumbs);
    };
  }
}
