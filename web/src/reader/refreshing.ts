// Refreshing: after a judgement the server sends the reading anew; what reads otherwise is put in its place,
// paragraph by paragraph and record by record, so that a long report stays quick and nothing jumps.

function same(one: Element, other: Element): boolean {
  return one.outerHTML === other.outerHTML;
}

function inPlace(old: Element | null, fresh: Element | null): void {
  if (old && fresh && !same(old, fresh)) old.replaceWith(fresh);
}

function rows(old: Element, fresh: Element): void {
  const before = new Map([...old.querySelectorAll<HTMLElement>("[data-item]")].map((row) => [row.dataset.item, row]));
  const list = old.querySelector("ol");
  const wanted = [...fresh.querySelectorAll<HTMLElement>("[data-item]")];
  if (!list || wanted.length === 0) {
    old.replaceChildren(...fresh.childNodes);
    return;
  }
  let next: Element | null = list.firstElementChild;
  for (const row of wanted) {
    const known = before.get(row.dataset.item);
    const keep = known && same(known, row) ? known : row;
    if (keep === next) next = next.nextElementSibling;
    else list.insertBefore(keep, next);
  }
  while (next) {
    const after: Element | null = next.nextElementSibling;
    next.remove();
    next = after;
  }
}

/** Makes the reading on the page say what the server sent. Returns whether it could. */
export function refresh(sent: string): boolean {
  const old = document.getElementById("reading");
  const fresh = new DOMParser().parseFromString(sent, "text/html").getElementById("reading");
  if (!old || !fresh || old.dataset.report !== fresh.dataset.report) return false;
  for (const block of old.querySelectorAll<HTMLElement>("#text > [data-at]")) {
    inPlace(block, fresh.querySelector(`#text > [data-at="${block.dataset.at}"]`));
  }
  for (const panel of old.querySelectorAll<HTMLElement>("[data-panel]")) {
    const other = fresh.querySelector(`[data-panel="${panel.dataset.panel}"]`);
    if (other) rows(panel, other);
  }
  for (const tab of old.querySelectorAll<HTMLElement>("[data-tab]")) {
    inPlace(tab.querySelector(".count"), fresh.querySelector(`[data-tab="${tab.dataset.tab}"] .count`));
  }
  for (const name of ["#text > .meta", "#log", "#beside"]) inPlace(old.querySelector(name), fresh.querySelector(name));
  for (const field of old.querySelectorAll<HTMLInputElement>("#judge input[name=last], #judge input[name=model]")) {
    field.value = fresh.querySelector<HTMLInputElement>(`#judge input[name=${field.name}]`)?.value ?? field.value;
  }
  old.dataset.chosen = fresh.dataset.chosen ?? "";
  return true;
}
