import {
  ArrowDown,
  ArrowUp,
  Calendar,
  Check,
  ChevronDown,
  ChevronLeft,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  Clock,
  Copy,
  Eye,
  ListFilter,
  Reply,
  RotateCw,
  Settings2,
  Trash,
  X,
} from 'lucide';
import { h } from 'preact';

const icons = {
  held: CirclePause,
  scheduled: Calendar,
  queued: Clock,
  sending: ArrowUp,
  accepted: Check,
  failed: CircleX,
  unknown: CircleQuestionMark,
  review: Eye,
  received: ArrowDown,
  remove: X,
  reply: Reply,
  again: RotateCw,
  copy: Copy,
  delete: Trash,
  settings: Settings2,
  back: ChevronLeft,
  choose: ChevronDown,
  filter: ListFilter,
} as const;

/** A 16 px line icon in the colour of the text around it; always beside or instead of a word that names it. */
export function Icon({ name }: { readonly name: keyof typeof icons }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {icons[name].map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
