export async function renderMarkdown(source: string, _terminal: unknown): Promise<string> {
  return source;
}
