import { DestroyRef, inject } from '@angular/core';

/** For so long after somebody scrolled, nothing scrolls by itself. */
const LEFT_ALONE_MS = 6_000;

/** Watches for scrolling by hand until the component is gone. @returns tells whether that was a moment ago */
export function injectHandScroll(): () => boolean {
  let scrolledAt = -LEFT_ALONE_MS;
  const onScroll = (): void => void (scrolledAt = performance.now());
  for (const type of ['wheel', 'touchmove']) document.addEventListener(type, onScroll, { passive: true });
  inject(DestroyRef).onDestroy(() => {
    for (const type of ['wheel', 'touchmove']) document.removeEventListener(type, onScroll);
  });
  return () => performance.now() - scrolledAt < LEFT_ALONE_MS;
}
