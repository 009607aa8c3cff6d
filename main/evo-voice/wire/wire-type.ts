/** The type of a value on the wire: enough to read JSV, which does not tell a string from a number. */
export type WireType =
  | 'string'
  | 'number'
  | 'boolean'
  | { readonly list: WireType }
  /** A dictionary: any name, one type. */
  | { readonly map: WireType }
  /** An object's known members, by exact and by lower-case name; all others are skipped. */
  | { readonly members: ReadonlyMap<string, WireMember> };

/** A member: its name in our DTOs, and its type. */
export interface WireMember {
  readonly name: string;
  readonly type: WireType;
}

/** Describes an object by the types of its members. */
export function wireObject(types: Readonly<Record<string, WireType>>): WireType {
  const members = new Map<string, WireMember>();
  for (const [name, type] of Object.entries(types)) members.set(name, { name, type }).set(name.toLowerCase(), { name, type });
  return { members };
}

/** Finds the member for a name on the wire; case is ignored, as the service does. */
export function findMember(members: ReadonlyMap<string, WireMember>, name: string): WireMember | undefined {
  return members.get(name) ?? members.get(name.toLowerCase());
}

/**
 * Gives the members of a parsed answer their names in our DTOs, and drops unknown members and nulls. What does not fit stays as it is, for
 * valibot to refuse; only a list in place of an object becomes null, because valibot takes lists for objects.
 */
export function conform(value: unknown, type: WireType): unknown {
  if (typeof value !== 'object' || value === null || typeof type === 'string') return value;
  if (Array.isArray(value)) return 'list' in type ? value.map((item) => conform(item, type.list)) : null;
  if (!('members' in type)) return value;
  const result: Record<string, unknown> = {};
  for (const [name, held] of Object.entries(value)) {
    const member = findMember(type.members, name);
    if (member !== undefined && held !== null) result[member.name] = conform(held, member.type);
  }
  return result;
}

/** Empties the lists that a parsed answer holds, and gives them under their names in our DTOs, each item as it was parsed. */
export function takeOutLists(
  value: unknown,
  type: WireType,
): { readonly rest: unknown; readonly lists: ReadonlyMap<string, readonly unknown[]> } {
  const lists = new Map<string, readonly unknown[]>();
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || typeof type === 'string' || !('members' in type)) return { rest: value, lists };
  const rest = Object.entries(value).map(([name, held]: [string, unknown]) => {
    const member = findMember(type.members, name);
    if (member === undefined || typeof member.type === 'string' || !('list' in member.type) || !Array.isArray(held)) return [name, held];
    lists.set(member.name, held);
    return [name, []];
  });
  return { rest: Object.fromEntries(rest), lists };
}
