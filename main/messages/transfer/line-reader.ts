/** A line longer than this, in characters, is passed over: storing its text would keep the thread for about a second. */
const longestLine = 1_000_000;

/** A line without its end, counted from 1; `text` is undefined if the line is too long. */
interface ReadLine {
  readonly line: number;
  readonly text: string | undefined;
}

/** Splits a text that comes in pieces into its lines, in time proportional to its length. */
export function createLineReader() {
  let line = 1;
  let pieces: string[] = [];
  let length = 0;

  function keep(piece: string): void {
    length += piece.length;
    if (length <= longestLine) pieces.push(piece);
    else pieces = [];
  }

  function take(): ReadLine {
    const read = { line, text: length <= longestLine ? pieces.join('') : undefined };
    line += 1;
    pieces = [];
    length = 0;
    return read;
  }

  return {
    *feed(chunk: string): Generator<ReadLine> {
      let from = 0;
      for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
        keep(chunk.slice(from, end));
        from = end + 1;
        yield take();
      }
      keep(chunk.slice(from));
    },
    *end(): Generator<ReadLine> {
      if (length > 0) yield take();
    },
  };
}
