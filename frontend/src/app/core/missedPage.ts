import { inject } from '@angular/core';
import type { NavigationError } from '@angular/router';
import { Broken, Unreachable } from './api/failures';
import { Toasts } from './toasts/toasts';

const KEY = 'page-missed';
/** A page that is missed again so soon after the console was loaded anew is missing for another reason. */
const AGAIN_MS = 30_000;

/**
 * The code of a page could not be fetched. Either the API is not to be reached: that is told, and this page stays. Or a newer console
 * has taken the place of this one, and its files have other names: then the page is opened in the newer one.
 */
export function missedPage({ url, error }: NavigationError): void {
  const toasts = inject(Toasts);
  console.error(error);
  fetch('/health/live', { cache: 'no-store' }).then(
    ({ ok }) => {
      if (!ok) return toasts.failed(new Unreachable());
      if (Date.now() - Number(sessionStorage.getItem(KEY)) < AGAIN_MS) return toasts.failed(new Broken('The page could not be loaded.'));
      sessionStorage.setItem(KEY, String(Date.now()));
      location.assign(url);
    },
    () => toasts.failed(new Unreachable()),
  );
}
