/** A stretch of a text: as it is read, or characters that nobody would see. */
export type Stretch =
  | { text: string }
  | {
      /** Shown in place of the characters: `RLO`, `U+200B`, `hidden: send it`. */
      mark: string;
      /** What they are, for titles and screen readers. */
      name: string;
    };

// Whatever has no picture of its own, or moves the pictures of others: controls, format characters (bidi among them),
// fillers, tags, private and broken ones. Line ends and tabs are seen by what they do.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;
const PICTURE = /\p{Extended_Pictographic}/u;
const SKIN = /\p{Emoji_Modifier}/u;

const NAMES: Record<number, [mark: string, name: string]> = {
  0x00ad: ["SHY", "soft hyphen"],
  0x061c: ["ALM", "Arabic letter mark"],
  0x200b: ["ZWSP", "zero-width space"],
  0x200c: ["ZWNJ", "zero-width non-joiner"],
  0x200d: ["ZWJ", "zero-width joiner"],
  0x200e: ["LRM", "left-to-right mark"],
  0x200f: ["RLM", "right-to-left mark"],
  0x202a: ["LRE", "left-to-right embedding"],
  0x202b: ["RLE", "right-to-left embedding"],
  0x202c: ["PDF", "end of a change of direction"],
  0x202d: ["LRO", "left-to-right override"],
  0x202e: ["RLO", "right-to-left override"],
  0x2060: ["WJ", "word joiner"],
  0x2066: ["LRI", "left-to-right isolate"],
  0x2067: ["RLI", "right-to-left isolate"],
  0x2068: ["FSI", "isolate by the first letter"],
  0x2069: ["PDI", "end of an isolate"],
  0xfeff: ["BOM", "byte order mark"],
};

/** A text in stretches, with every character that nobody would see as a mark. The same characters in a row are one. */
export function stretchesOf(text: string): Stretch[] {
  const found: Stretch[] = [];
  const signs = [...text];
  let plain = "";
  const put = (stretch: Stretch) => {
    if (plain) found.push({ text: plain });
    plain = "";
    found.push(stretch);
  };
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? "";
    if (!isHidden(signs, at)) {
      plain += sign;
      continue;
    }
    let end = at + 1;
    if (isTag(sign)) {
      while (end < signs.length && isTag(signs[end] ?? "")) end += 1;
      put(tags(signs.slice(at, end)));
    } else {
      while (signs[end] === sign) end += 1;
      put(marked(sign, end - at));
    }
    at = end - 1;
  }
  if (plain) found.push({ text: plain });
  return found;
}

/** Whether a text holds characters that nobody would see. */
export function hidesSigns(text: string): boolean {
  return stretchesOf(text).some((stretch) => "mark" in stretch);
}

function isHidden(signs: readonly string[], at: number): boolean {
  const sign = signs[at] ?? "";
  if (sign === "\n" || sign === "\t") return false;
  // One carriage return before a line's end is how some systems write it.
  if (sign === "\r" && signs[at + 1] === "\n") return false;
  if (!HIDDEN.test(sign)) return false;
  const before = signs[at - 1] ?? "";
  // What joins pictures to one, and says that a sign is a picture, is seen in the picture.
  if (sign === "\ufe0f") return !PICTURE.test(before);
  if (sign === "\u200d") {
    const drawn = PICTURE.test(before) || SKIN.test(before) || before === "\ufe0f";
    return !(drawn && PICTURE.test(signs[at + 1] ?? ""));
  }
  return true;
}

function isTag(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  return code >= 0xe0000 && code <= 0xe007f;
}

/** Tag characters are a copy of ASCII that no font draws: texts are hidden in them. */
function tags(signs: readonly string[]): Stretch {
  const letters = signs.map((sign) => (sign.codePointAt(0) ?? 0) - 0xe0000);
  const said = letters.map((code) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : "")).join("");
  return { mark: `hidden: ${said || "tags"}`, name: "text in characters that cannot be seen" };
}

function marked(sign: string, times: number): Stretch {
  const code = sign.codePointAt(0) ?? 0;
  const point = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const [mark, name] = NAMES[code] ?? [point, "a character that cannot be seen"];
  const often = times > 1 ? ` ×${times}` : "";
  return {
    mark: `${mark}${often}`,
    name: mark === point ? `${name}, ${point}` : `${name}, ${point}${often}`,
  };
}
