// Days: the slider under the map, with a bar for what is told of each day.
import { before, isSaid, type Feature, type Named, type Said } from "./statements";

const MOST_DAYS = 120;
const STEP_MS = 700;

export interface Days {
  day: string | null;
  span: number | null;
}

/** Starts the slider; calls `changed` at each change. Returns what is chosen at first. */
export function startDays(root: HTMLElement, features: Feature<Said | Named>[], changed: (days: Days) => void): Days {
  const range = root.querySelector<HTMLInputElement>("#map-day");
  const span = root.querySelector<HTMLSelectElement>("#map-span");
  const told = root.querySelector<HTMLOutputElement>("[data-day-told]");
  const play = root.querySelector<HTMLButtonElement>("[data-play]");
  const counts = new Map<string, number>();
  for (const each of features) {
    if (isSaid(each) && each.properties.day !== null) {
      counts.set(each.properties.day, (counts.get(each.properties.day) ?? 0) + 1);
    }
  }
  const known = [...counts.keys()].sort();
  const last = known.at(-1);
  if (range === null || span === null || told === null || play === null || last === undefined) {
    return { day: null, span: null };
  }
  const earliest = before(last, MOST_DAYS);
  const first = known.find((day) => day >= earliest) ?? last;
  const length = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
  range.max = String(length);
  const asked = new URLSearchParams(location.hash.slice(1)).get("day");
  const at = asked === null ? length : Math.round((Date.parse(asked) - Date.parse(first)) / 86_400_000);
  range.value = String(Number.isFinite(at) ? Math.min(Math.max(at, 0), length) : length);
  drawBars(root, first, length, counts);
  root.hidden = false;

  let timer: number | undefined;
  const chosen = (): Days => ({
    day: before(last, length - Number(range.value)),
    span: span.value === "all" ? null : Number(span.value),
  });
  const update = (): void => {
    const days = chosen();
    told.value = days.day === null ? "" : inWords(days.day);
    range.setAttribute("aria-valuetext", told.value);
    for (const bar of root.querySelectorAll<HTMLElement>("[data-bar]")) {
      const day = bar.dataset.bar ?? "";
      const inside = days.day !== null && day <= days.day && (days.span === null || day > before(days.day, days.span));
      bar.classList.toggle("in", inside);
    }
    history.replaceState(null, "", Number(range.value) === length ? location.pathname + location.search : `#day=${days.day}`);
    changed(days);
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "Play";
  };
  const step = (by: number): void => {
    range.value = String(Number(range.value) + by);
    update();
  };
  range.addEventListener("input", () => {
    stop();
    update();
  });
  span.addEventListener("change", update);
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-step]")) {
    button.addEventListener("click", () => {
      stop();
      step(Number(button.dataset.step));
    });
  }
  play.addEventListener("click", () => {
    if (timer !== undefined) {
      stop();
      return;
    }
    if (Number(range.value) >= length) range.value = "0";
    update();
    play.setAttribute("aria-pressed", "true");
    play.textContent = "Stop";
    timer = window.setInterval(() => {
      if (Number(range.value) >= length) stop();
      else step(1);
    }, STEP_MS);
  });
  const days = chosen();
  update();
  return days;
}

function drawBars(root: HTMLElement, first: string, length: number, counts: Map<string, number>): void {
  const bars = root.querySelector("[data-bars]");
  const most = Math.max(...counts.values());
  const made: HTMLElement[] = [];
  for (let n = 0; n <= length; n += 1) {
    const day = before(first, -n);
    const bar = document.createElement("span");
    const number = counts.get(day) ?? 0;
    bar.dataset.bar = day;
    bar.title = `${inWords(day)}: ${number}`;
    bar.style.height = `${number === 0 ? 0 : Math.max(8, (100 * number) / most)}%`;
    made.push(bar);
  }
  bars?.replaceChildren(...made);
}

/** Returns a day for a person. */
export function inWords(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}
