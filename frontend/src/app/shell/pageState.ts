/** What may be sent with feedback when the person agrees: enough to see what they saw, nothing of what they work on. */
export function pageState(url: string, version: string | undefined): Record<string, string | number | boolean> {
  return {
    url,
    version: version ?? 'unknown',
    window: `${innerWidth}x${innerHeight}`,
    pixelRatio: devicePixelRatio,
    theme: document.documentElement.dataset['theme'] ?? 'system',
    language: navigator.language,
    online: navigator.onLine,
    browser: navigator.userAgent,
  };
}
