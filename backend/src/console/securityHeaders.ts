import type { IncomingMessage, ServerResponse } from 'node:http';

/** Middleware: what holds for every answer. What is no page may load nothing. */
export function securityHeaders(_: IncomingMessage, response: ServerResponse, next: () => void): void {
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  next();
}

/**
 * The Content-Security-Policy of the console's page. No script but the console's own files runs, and nothing is loaded from
 * anywhere but here and the object store. WebAssembly is allowed: libass and the font shaper of the preview are.
 *
 * @param store origin of the object store as browsers reach it
 * @param nonce of this answer: the style elements that carry it count
 */
export function pagePolicy(store: string, nonce: string): string {
  const media = `'self' blob: data: ${store}`;
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    // A style attribute has no selectors, with which a page could be read; Angular writes some.
    "style-src-attr 'unsafe-inline'",
    `connect-src ${media}`,
    `img-src ${media}`,
    `media-src ${media}`,
    "font-src 'self' blob: data:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The policy of the console's scripts: one that runs as a worker obeys its own answer's, not the page's. The worker of the preview
 * loads libass as WebAssembly, and nothing from elsewhere.
 */
export const SCRIPT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
