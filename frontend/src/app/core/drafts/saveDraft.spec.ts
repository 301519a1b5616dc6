import { expect, test } from '@jest/globals';
import { DEFAULT_DESIGN } from '@reels/contracts';
import type { ApiClient } from '../api/client';
import { ReelDraftDocument } from '../api/generated/operations';
import { designInput } from './design';
import { saveDraft } from './saveDraft';

const STORED = { title: 'As stored', design: DEFAULT_DESIGN };
const TYPED = { title: 'As typed', design: DEFAULT_DESIGN };

/** An API in which somebody has saved version 4, with this title, whatever is sent on top of version 3. */
function apiWith(title: string): ApiClient {
  const reel = { id: 'r1', outdated: true, draft: { title, version: 4, design: designInput(DEFAULT_DESIGN) } };
  const stale = { __typename: 'StaleRevision', code: 'STALE_REVISION', message: 'Changed meanwhile.', nextStep: 'Read it.', currentRevision: 4 };
  const request = (document: unknown): Promise<unknown> => Promise.resolve(document === ReelDraftDocument ? { reel } : { saveReelDraft: stale });
  return { request } as unknown as ApiClient;
}

test('a draft whose answer was lost is known as saved; one that was changed elsewhere is not overwritten', async () => {
  const sent = { draft: TYPED, stored: STORED, version: 3 };
  await expect(saveDraft(apiWith('As typed'), 'r1', sent)).resolves.toMatchObject({ title: 'As typed', version: 4 });
  await expect(saveDraft(apiWith('As others typed'), 'r1', sent)).rejects.toMatchObject({ code: 'STALE_REVISION' });
});
