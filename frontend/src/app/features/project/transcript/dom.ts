import type { TextPoint } from './selection';
import type { TextRange } from './words';

/** Where the transcript's text meets the page: every sentence is an element `[data-sentence]` whose first child is its text. */

type HighlightName = 'said' | 'found' | 'found-now';

/** Lights ranges under a name (see ::highlight in the style sheet). Browsers without custom highlights show none. */
export function showHighlight(name: HighlightName, ranges: readonly Range[]): void {
  if (!('highlights' in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}

export function rangeOf(element: Element, { start, end }: TextRange): Range {
  const range = document.createRange();
  const text = element.firstChild;
  if (text instanceof Text) {
    range.setStart(text, Math.min(start, text.length));
    range.setEnd(text, Math.min(end, text.length));
  }
  return range;
}

/** The place in the text under a point of the window; null outside of sentences. */
export function pointAt(root: HTMLElement, x: number, y: number): TextPoint | null {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return toPoint(root, position.offsetNode, position.offset);
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? toPoint(root, range.startContainer, range.startOffset) : null;
}

/** Both ends of the selection; null when nothing is selected in the transcript, `elsewhere` when the person is at something else. */
export function selectionIn(root: HTMLElement): { anchor: TextPoint; focus: TextPoint } | null | 'elsewhere' {
  const selection = window.getSelection();
  if (!selection?.anchorNode || !selection.focusNode) return null;
  if (!root.contains(selection.anchorNode)) return 'elsewhere';
  if (selection.isCollapsed) return null;
  const anchor = toPoint(root, selection.anchorNode, selection.anchorOffset);
  const focus = toPoint(root, selection.focusNode, selection.focusOffset);
  return anchor && focus ? { anchor, focus } : null;
}

function toPoint(root: HTMLElement, node: Node, offset: number): TextPoint | null {
  const inside = node instanceof Element ? (node.childNodes[offset] ?? node) : node;
  const element = (inside instanceof Element ? inside : inside.parentElement)?.closest<HTMLElement>('[data-sentence]');
  if (!element || !root.contains(element)) return null;
  const sentence = Number(element.dataset['sentence']);
  if (node instanceof Text) return { sentence, offset };
  // Between elements: before the text of this one, or behind all of it.
  return { sentence, offset: node === element && offset > 0 ? (element.textContent ?? '').length : 0 };
}
