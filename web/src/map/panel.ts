// Panel: what is said of the place that was chosen, in words, each with its link to the Reader.
import { inWords } from "./days";
import type { Group, Said } from "./statements";

const MOST = 40;

type Child = Node | string;

function made(name: string, className: string, ...children: Child[]): HTMLElement {
  const element = document.createElement(name);
  if (className !== "") element.className = className;
  element.append(...children);
  return element;
}

function link(address: string, words: string, className = ""): HTMLAnchorElement {
  const element = document.createElement("a");
  element.href = address.startsWith("/") ? address : "#";
  element.textContent = words;
  element.className = className;
  element.dir = "auto";
  return element;
}

function what(said: Said): string {
  if (said.layer === "control") return `${said.who} ${said.kind}`;
  const parties = [said.who, said.whom].filter((each) => each !== "").join(" → ");
  return parties === "" ? said.kind.toLowerCase() : `${said.kind.toLowerCase()}: ${parties}`;
}

function row(said: Said): HTMLElement {
  const chip = made("span", `chip c${said.slot}`, said.letter);
  const who = made("bdi", "", said.says === "" ? "nobody named" : said.says);
  const head = made("p", "about", chip, " ", who, said.own_voice ? " (in its own voice): " : " says: ");
  head.append(made("strong", "", made("bdi", "", what(said))));
  if (said.status !== "asserted") head.append(" ", made("span", "tag", said.status));
  const day = said.day === null ? "not dated" : inWords(said.day) + (said.day_said ? "" : " (published)");
  const through = said.chain.slice(0, said.own_voice ? 1 : -1).join(" → ");
  return made(
    "li",
    "",
    head,
    made("p", "", link(said.link, `“${said.words}”`, "words")),
    made("p", "about", made("bdi", "", through), ` · ${day}`),
  );
}

/** Shows a place; `closed` is called when the person closes it. */
export function show(panel: HTMLElement, group: Group, closed: () => void): void {
  const close = made("button", "plain", "×") as HTMLButtonElement;
  close.type = "button";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", closed);
  const title = made("h2", "", link(group.link, group.place));
  const head = made("div", "panelhead", title, close);
  const list = made("ul", "plainlist");
  const said = [...group.said].sort((one, other) => {
    const byLayer = one.properties.layer.localeCompare(other.properties.layer);
    return byLayer === 0 ? (other.properties.day ?? "").localeCompare(one.properties.day ?? "") : byLayer;
  });
  list.append(...said.slice(0, MOST).map((each) => row(each.properties)));
  const parts: Child[] = [head];
  if (!group.exact) parts.push(made("p", "about", "Not a spot: the mark stands at the middle of an area."));
  parts.push(list);
  if (said.length > MOST) parts.push(made("p", "about", `and ${said.length - MOST} more in the table`));
  if (group.named !== null) {
    const named = group.named.properties;
    const reports = made("ul", "plainlist");
    for (const each of named.named_in) {
      const words = (each.headline ?? "").trim() || "(no headline)";
      reports.append(made("li", "about", link(each.link, words), ` · ${each.outlet ?? "outlet not known"}`));
    }
    parts.push(made("p", "about", `Named in ${named.reports} report${named.reports === 1 ? "" : "s"}:`), reports);
  }
  panel.replaceChildren(...parts);
  panel.hidden = false;
}
