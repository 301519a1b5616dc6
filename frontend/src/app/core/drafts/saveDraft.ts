import type { ApiClient } from '../api/client';
import { Refusal, expectMember } from '../api/failures';
import { ReelDraftDocument, SaveReelDraftDocument } from '../api/generated/operations';
import type { ReelDraftStateFragment } from '../api/generated/operations';
import { changesOf } from './changes';
import type { Draft } from './changes';
import { designInput, designOf } from './design';

/** A draft as the API stores it. */
export interface StoredDraft extends Draft {
  version: number;
  /** Whether a render would make something new. */
  outdated: boolean;
}

/**
 * Sends what was changed of a stored draft, so that what was changed elsewhere stays where it is something else.
 * @throws Refusal StaleRevision when the draft was changed elsewhere; not where it is so already since an answer was lost
 */
export async function saveDraft(api: ApiClient, reelId: string, { draft, stored, version }: { draft: Draft; stored: Draft; version: number }): Promise<StoredDraft> {
  const { title, design } = changesOf(stored, draft);
  const { saveReelDraft } = await api.request(SaveReelDraftDocument, { reelId, draftVersion: version, title, design: design && designInput(design) });
  try {
    return storedDraft(expectMember(saveReelDraft, 'Reel'));
  } catch (error) {
    if (!(error instanceof Refusal && 'currentRevision' in error.details)) throw error;
    const { reel } = await api.request(ReelDraftDocument, { id: reelId });
    const now = reel && storedDraft(reel);
    if (now && Object.keys(changesOf(now, draft)).length === 0) return now;
    throw error;
  }
}

export function storedDraft({ draft, outdated }: ReelDraftStateFragment): StoredDraft {
  return { title: draft.title, design: designOf(draft.design), version: draft.version, outdated };
}
