/** The first entries of a list that comes page by page, and whether there are more. */
export async function takeFirst<Entry>(list: AsyncIterable<Entry>, count: number): Promise<{ entries: Entry[]; more: boolean }> {
  const entries: Entry[] = [];
  for await (const entry of list) {
    if (entries.length === count) return { entries, more: true };
    entries.push(entry);
  }
  return { entries, more: false };
}
