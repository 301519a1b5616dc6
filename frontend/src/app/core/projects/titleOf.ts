interface Named {
  title: string;
  episode: { fileName: string; title: string | null } | null;
}

/** A project is called after its file when nobody gave it a title; then what the recording says of itself reads better. */
export function titleOf({ title, episode }: Named): string {
  const isFileName = episode !== null && (title === episode.fileName || title === episode.fileName.replace(/\.[^.]+$/, ''));
  return (isFileName && episode.title) || title;
}
