// Words of the report by their place in it. Places count code points, as the record does; a segment of the
// text is called by where it begins (w120), and one is cut wherever a cited passage begins or ends.

/** Returns the text of the report on this page. */
export function text(): HTMLElement | null {
  return document.getElementById("text");
}

/** Returns the segments of the text, in order. */
export function segments(): HTMLElement[] {
  return [...(text()?.querySelectorAll<HTMLElement>("span[id^=w]") ?? [])];
}

/** Returns where a segment begins. */
export function startOf(segment: Element): number {
  return Number(segment.id.slice(1));
}

function points(words: string): number {
  let many = 0;
  for (const _ of words) many += 1;
  return many;
}

/** Returns the place in the report of a point in the page: the next place, where it is between words. */
function placeOf(node: Node, offset: number): number {
  const segment = (node instanceof Element ? node : node.parentElement)?.closest("span[id^=w]");
  if (node.nodeType === Node.TEXT_NODE && segment) {
    return startOf(segment) + points((node.textContent ?? "").slice(0, offset));
  }
  const point = document.createRange();
  point.setStart(node, offset);
  const here = document.createRange();
  let end = 0;
  for (const each of segments()) {
    here.selectNodeContents(each);
    if (here.compareBoundaryPoints(Range.START_TO_START, point) >= 0) return startOf(each);
    end = startOf(each) + points(each.textContent ?? "");
  }
  return end;
}

/** Returns what is selected in the text, as [start, end) without blanks around it. */
export function selected(): [number, number] | null {
  const selection = getSelection();
  const place = text();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !place) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(place)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(place);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(place, 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(place, place.childNodes.length);
  let start = placeOf(range.startContainer, range.startOffset);
  let end = placeOf(range.endContainer, range.endOffset);
  const words = [...wordsAt(start, end)];
  while (words.length > 0 && /\s/.test(words[0] ?? "")) {
    words.shift();
    start += 1;
  }
  while (words.length > 0 && /\s/.test(words.at(-1) ?? "")) {
    words.pop();
    end -= 1;
  }
  return start < end ? [start, end] : null;
}

/** Returns the words of a passage; between paragraphs the blank line that the report has there. */
export function wordsAt(start: number, end: number): string {
  let words = "";
  let at = start;
  for (const each of segments()) {
    const begins = startOf(each);
    const inside = [...(each.textContent ?? "")];
    if (begins + inside.length <= start || begins >= end) continue;
    if (begins > at) words += "\n".repeat(begins - at);
    words += inside.slice(Math.max(0, start - begins), end - begins).join("");
    at = Math.min(end, begins + inside.length);
  }
  return words;
}

/** Returns a passage as a range of the page. */
export function rangeOf(start: number, end: number): Range | null {
  const range = document.createRange();
  let begun = false;
  for (const each of segments()) {
    const begins = startOf(each);
    const node = each.firstChild;
    const inside = [...(each.textContent ?? "")];
    if (!node || begins + inside.length <= start || begins >= end) continue;
    if (!begun) range.setStart(node, inside.slice(0, Math.max(0, start - begins)).join("").length);
    begun = true;
    range.setEnd(node, inside.slice(0, end - begins).join("").length);
  }
  return begun ? range : null;
}

/** Returns the place that "120-130" names. */
export function spanOf(written: string): [number, number] | null {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(written);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** Shows passages of the text; `name` is that of a ::highlight in the style. Without them, marks segments. */
export function light(name: string, spans: [number, number][]): Range | null {
  const ranges = spans.map((span) => rangeOf(...span)).filter((range) => range !== null);
  if ("highlights" in CSS) {
    if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  } else {
    for (const each of segments()) {
      each.classList.toggle(`lit-${name}`, spans.some(([start, end]) => startOf(each) >= start && startOf(each) < end));
    }
  }
  return ranges[0] ?? null;
}

/** Brings a passage into view, if it is not. */
export function bring(range: Range | Element | null | undefined): void {
  if (!range) return;
  const box = range.getBoundingClientRect();
  if (box.top > 90 && box.bottom < innerHeight - 40) return;
  scrollTo({ top: scrollY + box.top - innerHeight / 3 });
}
