// Keys: j and k go through the list, a letter after g leads to a page, and any element with data-key is
// pressed (or, a field, focused) by its key. Which keys there are stands in the help (templates/_keys.html).
const OFF = "reportedly-keys-off";
const SECOND_KEY_MS = 1500;
let first = "";
let firstAt = 0;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(?:checkbox|radio|button|submit|range)$/.test(target.type))
  );
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.offsetParent !== null);
}

function inside(row: HTMLElement): HTMLElement {
  return row.querySelector<HTMLElement>("a[href], button") ?? row;
}

function step(by: number): void {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next === undefined) return;
  const link = inside(next);
  if (link === next && !next.hasAttribute("tabindex")) next.tabIndex = -1;
  link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function led(keys: string): boolean {
  const row = document.querySelector<HTMLElement>(`[data-keys="${CSS.escape(keys)}"][data-goes]`);
  if (row?.dataset.goes === undefined) return false;
  location.assign(row.dataset.goes);
  return true;
}

function pressed(key: string): boolean {
  const scope: ParentNode = document.querySelector("dialog[open]") ?? document;
  const there = [...scope.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  // The row that has the focus comes before the rest of the page.
  const row = document.activeElement?.closest("[data-row]");
  const element = there.find((each) => row?.contains(each)) ?? there.find((each) => each.offsetParent !== null);
  if (element === undefined || element.matches(":disabled")) return false;
  if (isTyping(element)) {
    element.focus();
    if (element instanceof HTMLInputElement) element.select();
  } else {
    element.click();
  }
  return true;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    (event.target as HTMLElement).blur();
    return;
  }
  if (isTyping(event.target) || localStorage.getItem(OFF) !== null) return;
  const waited = first !== "" && event.timeStamp - firstAt < SECOND_KEY_MS;
  const both = waited ? `${first} ${event.key}` : "";
  first = "";
  if (both !== "" && led(both)) {
    event.preventDefault();
  } else if (event.key === "g") {
    first = "g";
    firstAt = event.timeStamp;
  } else if (event.key === "j" || event.key === "k") {
    step(event.key === "j" ? 1 : -1);
    event.preventDefault();
  } else if (event.key.length === 1 && pressed(event.key)) {
    event.preventDefault();
  }
}

/** Begins to listen; a person who speaks to the machine can switch single keys off (WCAG 2.1.4). */
export function startKeys(): void {
  document.addEventListener("keydown", onKey);
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-keys-switch]")) {
    box.checked = localStorage.getItem(OFF) === null;
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    });
  }
}
