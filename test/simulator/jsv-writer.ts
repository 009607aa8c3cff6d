/** Writes JSV as the server does: null members are left out, and null as the whole value is written as nothing. */
export function writeJsv(value: unknown): string {
  return value === null || value === undefined || value === '' ? '' : written(value);
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return typeof value === 'string' ? quotedIfNeeded(value) : String(value);
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return `{${members.map(([name, member]) => `${quotedIfNeeded(name)}:${written(member)}`).join(',')}}`;
}

function quotedIfNeeded(text: string): string {
  return text === '' || /["\r\n:,{}[\]]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
