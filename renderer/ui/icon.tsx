const paths = {
  held: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM6.5 6v4M9.5 6v4',
  scheduled: 'M3 4h10v9H3zM3 7h10M6 2.5V5M10 2.5V5',
  queued: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3l2 1.5',
  sending: 'M8 13V3.5M4 7l4-4 4 4',
  accepted: 'M3 8.5l3.2 3.2L13 5',
  failed: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM6 6l4 4M10 6l-4 4',
  unknown: 'M6 6.2A2 2 0 1 1 8.6 8c-.4.2-.6.5-.6 1v.5M8 11.7v.1M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2z',
  review: 'M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  received: 'M8 3v9.5M4 9l4 4 4-4',
  remove: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  reply: 'M6.5 4L3 7.5 6.5 11M3.5 7.5H10a3 3 0 0 1 3 3v1.5',
  again: 'M12.5 6.5A5 5 0 1 0 13 9M13 3.5v3.200H9.8',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  delete: 'M3.5 4.5h9M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5',
  settings: 'M3 5h6M12 5h1M3 11h1M7 11h6M9 3.5h3v3H9zM4 9.5h3v3H4z',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
} as const;

/** A 16 px line icon in the colour of the text around it; always beside or instead of a word that names it. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
