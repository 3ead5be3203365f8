// Differing: whether those who speak of a place differ over who holds it, by the last that each said. The
// same rule as `differing` of desk/pages/map_claimants.py.
import type { Said } from "./statements";

const NOT_FIRM = new Set(["planned", "hypothetical"]);

/** Returns the last statements of control of each claimant, by claimant. */
export function latest(said: Said[]): Map<string, Said[]> {
  const last = new Map<string, Said[]>();
  for (const each of said) {
    if (each.layer !== "control") continue;
    const kept = last.get(each.claimant);
    const day = each.day ?? "";
    const keptDay = kept?.[0]?.day ?? "";
    if (kept === undefined || day > keptDay) last.set(each.claimant, [each]);
    else if (day === keptDay) kept.push(each);
  }
  return last;
}

function differ(one: Said, other: Said): boolean {
  if (one.holder === other.holder) return one.has !== other.has;
  return Boolean(one.holder_known && other.holder_known && one.has && other.has);
}

/** Whether they differ, or somebody says that it is fought over. */
export function differing(said: Said[]): boolean {
  const firm = said.filter((each) => !NOT_FIRM.has(each.status));
  const all = [...latest(firm).values()].flat();
  if (all.some((each) => each.kind === "contests")) return true;
  return all.some((one, n) => all.slice(n + 1).some((other) => one.claimant !== other.claimant && differ(one, other)));
}
