/** What a member holds on the wire: enough to read JSV, whose text does not tell a string from a number. */
export type WireType =
  | 'string'
  | 'number'
  | 'boolean'
  | { readonly list: WireType }
  /** A dictionary: any name, one type. */
  | { readonly map: WireType }
  /** An object's known members, by exact and by lower-case name; any other member is skipped. */
  | { readonly members: ReadonlyMap<string, WireMember> };

/** A member as it is called in our DTOs, and what it holds. */
export interface WireMember {
  readonly name: string;
  readonly type: WireType;
}

/** Describes an object by its members' names as the service writes them. */
export function wireObject(types: Readonly<Record<string, WireType>>): WireType {
  const members = new Map<string, WireMember>();
  for (const [name, type] of Object.entries(types)) members.set(name, { name, type }).set(name.toLowerCase(), { name, type });
  return { members };
}

/** The member a wire name stands for; names match ignoring case, as they do for the service (evo-voice-api.md 5.5.1). */
export function findMember(members: ReadonlyMap<string, WireMember>, name: string): WireMember | undefined {
  return members.get(name) ?? members.get(name.toLowerCase());
}

/**
 * Brings a parsed answer to its type: members under our names, unknown members and nulls left out. What does not fit stays as it is for valibot to
 * refuse; only a list in place of an object becomes null, because valibot takes lists for objects.
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
