// Marks: the picture of a place on the map, drawn on a canvas: one token for each claimant, in its colour,
// with its letter and the sign of what it says; hollow where the place is no spot; a ring where they differ.
import { differing, latest } from "./differing";
import type { Group } from "./statements";

const RATIO = 2;
const MOST_TOKENS = 4;
const WIDTH = 30;
const HEIGHT = 20;
const PAD = 5;
const TIP = 7;
const SIGNS: Record<string, string> = { holds: "●", gains: "▲", loses: "▼", contests: "✕" };

export interface Colours {
  fill: string[];
  text: string[];
  ink: string;
  paper: string;
}

interface Token {
  slot: number;
  letter: string;
  sign: string;
  soft: boolean;
}

/** What a place's picture shows; two places of the same look share one picture. */
export interface Look {
  name: string;
  tokens: Token[];
  more: number;
  events: number;
  exact: boolean;
  differs: boolean;
}

/** Returns the look of a place. */
export function lookOf(group: Group): Look {
  const said = group.said.map((each) => each.properties);
  const all = [...latest(said).values()].map((last): Token => {
    const each = last[last.length - 1];
    return {
      slot: each?.slot ?? 8,
      letter: each?.letter ?? "·",
      sign: SIGNS[each?.kind ?? ""] ?? "●",
      soft: last.every((one) => one.status !== "asserted"),
    };
  });
  all.sort((one, other) => one.slot - other.slot);
  const tokens = all.slice(0, MOST_TOKENS);
  const events = said.filter((each) => each.layer === "events").length;
  const differs = differing(said);
  const told = tokens.map((each) => `${each.slot}${each.letter}${each.sign}${each.soft ? "~" : ""}`).join("");
  const more = all.length - tokens.length;
  const name = `mark:${told}+${more}*${Math.min(events, 100)}${group.exact ? "x" : "o"}${differs ? "d" : ""}`;
  return { name, tokens, more, events, exact: group.exact, differs };
}

/** Draws a look. */
export function draw(look: Look, colours: Colours): ImageData {
  const parts = look.tokens.length + (look.more > 0 ? 1 : 0);
  const counted = look.events > 0 ? (look.tokens.length > 0 ? 26 : 28) : 0;
  const tip = look.exact ? TIP : 0;
  const width = PAD * 2 + parts * WIDTH + counted + (parts > 0 && counted > 0 ? 3 : 0);
  const height = PAD * 2 + HEIGHT + tip;
  const canvas = document.createElement("canvas");
  canvas.width = width * RATIO;
  canvas.height = height * RATIO;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.scale(RATIO, RATIO);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  if (look.exact) {
    pen.beginPath();
    pen.moveTo(width / 2 - 5, PAD + HEIGHT);
    pen.lineTo(width / 2, PAD + HEIGHT + TIP + 3);
    pen.lineTo(width / 2 + 5, PAD + HEIGHT);
    pen.fillStyle = colours.ink;
    pen.fill();
  }
  let x = PAD;
  for (const token of look.tokens) {
    box(pen, x, token.slot, look.exact, colours);
    const text = look.exact ? colours.text[token.slot] : colours.ink;
    pen.globalAlpha = token.soft ? 0.6 : 1;
    write(pen, token.letter, x + 9.5, "700 12px", text ?? colours.ink);
    write(pen, token.sign, x + 21, "700 11px", text ?? colours.ink);
    pen.globalAlpha = 1;
    x += WIDTH;
  }
  if (look.more > 0) {
    box(pen, x, 8, look.exact, colours);
    write(pen, `+${look.more}`, x + WIDTH / 2, "700 11px", look.exact ? (colours.text[8] ?? "#000") : colours.ink);
    x += WIDTH;
  }
  if (counted > 0) {
    if (x > PAD) x += 3;
    event(pen, x, counted, look, colours);
  }
  if (look.differs) {
    pen.beginPath();
    pen.roundRect(1.5, 1.5, width - 3, PAD * 2 + HEIGHT - 3, 7);
    pen.setLineDash([4, 3]);
    pen.lineWidth = 2;
    pen.strokeStyle = colours.ink;
    pen.stroke();
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function box(pen: CanvasRenderingContext2D, x: number, slot: number, exact: boolean, colours: Colours): void {
  const fill = colours.fill[slot] ?? colours.ink;
  pen.beginPath();
  pen.roundRect(x + 1, PAD + 0.75, WIDTH - 2, HEIGHT - 1.5, 4);
  pen.fillStyle = exact ? fill : colours.paper;
  pen.fill();
  pen.setLineDash(exact ? [] : [5, 3]);
  pen.lineWidth = exact ? 1.25 : 2.5;
  pen.strokeStyle = exact ? colours.ink : fill;
  pen.stroke();
  pen.setLineDash([]);
}

function event(pen: CanvasRenderingContext2D, x: number, width: number, look: Look, colours: Colours): void {
  const middle = PAD + HEIGHT / 2;
  pen.beginPath();
  pen.roundRect(x + 1, PAD + 1.5, width - 2, HEIGHT - 3, 9);
  pen.fillStyle = colours.paper;
  pen.fill();
  pen.setLineDash(look.exact ? [] : [3, 3]);
  pen.lineWidth = 1.25;
  pen.strokeStyle = colours.ink;
  pen.stroke();
  pen.setLineDash([]);
  write(pen, look.events > 99 ? "99+" : String(look.events), x + width / 2, "600 11px", colours.ink, middle);
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  x: number,
  font: string,
  colour: string,
  y: number = PAD + HEIGHT / 2 + 0.5,
): void {
  pen.font = `${font} "Liberation Sans", "DejaVu Sans", system-ui, sans-serif`;
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

/** How large a picture's pixels are. */
export const pixelRatio = RATIO;
