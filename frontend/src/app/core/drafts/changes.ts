import type { CaptionLook, ReelDesign } from '@reels/contracts';

/** What a reel's next revision is to be. */
export interface Draft {
  title: string;
  design: ReelDesign;
}

export type DesignChanges = Partial<Omit<ReelDesign, 'look'>> & { look?: Partial<CaptionLook> };

/** What is different in a draft; what is left out is as it was. */
export interface DraftChanges {
  title?: string;
  design?: DesignChanges;
}

/** What was done to `base` to come to `draft`. */
export function changesOf(base: Draft, draft: Draft): DraftChanges {
  const { look: baseLook, ...baseDesign } = base.design;
  const { look: draftLook, ...draftDesign } = draft.design;
  const look = different(baseLook, draftLook);
  const design = { ...different(baseDesign, draftDesign), ...(hasAny(look) && { look }) };
  return { ...(draft.title !== base.title && { title: draft.title }), ...(hasAny(design) && { design }) };
}

/** The draft with these changes, and all else as it is there. */
export function applyChanges({ title, design }: Draft, changes: DraftChanges): Draft {
  return { title: changes.title ?? title, design: { ...design, ...changes.design, look: { ...design.look, ...changes.design?.look } } };
}

const different = <Fields extends object>(base: Fields, draft: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(draft).filter(([key, value]) => base[key as keyof Fields] !== value)) as Partial<Fields>;

const hasAny = (fields: object): boolean => Object.keys(fields).length > 0;
