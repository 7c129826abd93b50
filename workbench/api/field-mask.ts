import type { Message } from "../book/json";
import { paired, pairOf } from "./colors";
import { MESSAGES } from "./discovery.data";
import { badRequest, RequestFault } from "./errors";

/** Fields named by a mask; a field with nothing below it stands for all of it. `*` names every field. */
export type Mask = ReadonlyMap<string, Mask>;

/** Reads `a.b,c(d,e/f),*`; undefined when it is not a mask. */
function parseMask(text: string): Mask | undefined {
  const words = text.match(/[A-Za-z0-9_*]+|[.,()/]|\S/g) ?? [];
  let at = 0;

  function list(): Map<string, Mask> | undefined {
    const mask = new Map<string, Mask>();
    do {
      if (!path(mask)) return undefined;
    } while (words[at] === "," && ++at);
    return mask;
  }
  function path(mask: Map<string, Mask>): boolean {
    const name = words[at++];
    if (name === undefined || !/^(\w+|\*)$/.test(name)) return false;
    const known = mask.get(name) as Map<string, Mask> | undefined;
    const below = known ?? new Map<string, Mask>();
    // Naming a field twice, once whole, keeps it whole.
    const whole = known !== undefined && known.size === 0;
    mask.set(name, below);
    if (words[at] === "." || words[at] === "/") {
      at++;
      return path(whole ? new Map() : below);
    }
    if (words[at] !== "(") {
      below.clear();
      return true;
    }
    at++;
    const inner = list();
    if (inner === undefined || words[at++] !== ")") return false;
    if (!whole) for (const [key, value] of inner) below.set(key, value);
    return true;
  }

  const mask = list();
  return mask !== undefined && at === words.length ? mask : undefined;
}

/** The message a field holds, through lists and maps; undefined for plain values. */
function messageOf(type: string): string | undefined {
  const bare = type.replace(/^[[{]+/, "");
  return Object.hasOwn(MESSAGES, bare) ? bare : undefined;
}

/** The mask of the `fields` parameter, every name checked against the type of the response. */
export function responseMask(type: string, text: string): Mask {
  const mask = parseMask(text);
  const bad = mask === undefined ? text : firstUnknown(type, mask, "");
  if (mask !== undefined && bad === undefined) return mask;
  throw badRequest(
    [
      {
        field: bad ?? text,
        description: `Error expanding 'fields' parameter. Cannot find matching fields for path '${bad}'.`,
      },
    ],
    "Request contains an invalid argument.",
  );
}

function firstUnknown(type: string, mask: Mask, path: string): string | undefined {
  for (const [name, below] of mask) {
    if (name === "*") continue;
    const field = MESSAGES[type]?.[name];
    if (field === undefined) return `${path}${name}`;
    const message = messageOf(field);
    if (below.size === 0) continue;
    if (message === undefined) return `${path}${name}.${[...below.keys()][0]}`;
    const unknown = firstUnknown(message, below, `${path}${name}.`);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

/** The mask of an update request. */
export function updateMask(text: string | undefined): Mask {
  if (text === undefined || text.trim() === "") {
    throw new RequestFault("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  }
  const mask = parseMask(text);
  if (mask === undefined) throw new RequestFault(`Invalid field: ${text}`);
  return mask;
}

/** Sets the fields a mask names from `source`, and clears those the source leaves out. Changes `target`. */
export function applyMask(type: string, target: Message, source: Message, mask: Mask, path = ""): void {
  for (const [name, below] of mask) {
    if (name === "*") {
      applyMask(type, target, source, new Map(Object.keys(MESSAGES[type]).map((key) => [key, new Map()])), path);
      continue;
    }
    const field = MESSAGES[type][name];
    if (field === undefined) throw new RequestFault(`Invalid field: ${path}${name}`);
    const message = field[0] === "[" || field[0] === "{" ? undefined : messageOf(field);
    const pair = pairOf(type, name);
    if (pair !== undefined) {
      const { plain, style } = pair.read(source);
      set(target, pair.plain, plain);
      set(target, pair.style, style);
    } else if (message === undefined || below.size === 0) {
      set(target, name, source[name] === undefined ? undefined : paired(field, source[name]));
    } else {
      const child: Message = structuredClone(target[name] ?? {});
      applyMask(message, child, source[name] ?? {}, below, `${path}${name}.`);
      set(target, name, Object.keys(child).length > 0 ? child : undefined);
    }
  }
}

function set(target: Message, name: string, value: unknown): void {
  if (value === undefined) delete target[name];
  else target[name] = value;
}
