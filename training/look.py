"""Look: score a checkpoint on PolNeAR dev and gold dev before it is exported (for choosing, not for the record)."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from evaluation.spans import Spans, Tally, exact, match
from reportedly.reading.decoding import Chain, best_tags, spans_of
from training.batches import collate, cut, prepare
from training.corpora import read_guide_reports, read_polnear
from training.network import Network, from_minilm


@torch.no_grad()
def outputs(network: Network, texts):
    """Yield per text: flat tags, anchors with role paths."""
    fc, rc = (Chain(c.scores().numpy(), np.where(c.forbidden[0].numpy(), -1e4, c.first.numpy())) for c in (network.flat_crf, network.role_crf))
    for text in texts:
        n = len(text.words)
        flat = np.zeros((n, 7), np.float32); starts = np.zeros((n, 2), np.float32); wins = []
        for s in cut([text], 101, 102, None):
            b = collate([s])
            h = network.encoder(b.ids, b.shapes, b.quotes, b.layouts, b.convention, None)
            w = h[0][b.heads[0]]
            a, z = s.window.first, s.window.last
            flat[a:z] = network.flat(w).numpy(); starts[a:z] = network.anchor(w).sigmoid().numpy()
            wins.append((a, z, w, b, network.flat(w)))
        tags = np.zeros(n, np.int64)
        for a, z, w, b, fl in wins:
            p, _ = best_tags(fc, flat[None, a:z]); tags[a:z] = p[0]
        found = []
        for a, z, w, b, fl in wins:
            at = [(i, k) for i in range(z - a) for k in (0, 1) if starts[a + i, k] > 0.1]
            if not at: continue
            idx = torch.tensor([i for i, _ in at])
            from training.batches import _BUCKETS, _paragraphs
            from reportedly.reading import labels
            par = torch.tensor(_paragraphs(text.words, type(b) and cut_window(a, z)))
            gap = (par[None] - par[idx][:, None]).clamp(-3, 3) + 3
            dist = _BUCKETS[(torch.arange(z - a)[None] - idx[:, None]).clamp(-255, 255) + 255]
            em, act, kind = network.roles(w[None].expand(len(idx), -1, -1), fl[None].expand(len(idx), -1, -1), w[idx], dist, gap)
            path, lp = best_tags(rc, em.numpy())
            for j, (i, k) in enumerate(at):
                roles = [tuple((x + a, y + a) for x, y in r) for r in spans_of(path[j], 5)]
                found.append((float(starts[a + i, k]), float(lp[j]), k, a + i, roles, act[j].numpy(), kind[j].numpy()))
        yield text, tags, found


class cut_window:
    def __init__(self, first, last): self.first, self.last = first, last


def main() -> None:
    p = argparse.ArgumentParser(); p.add_argument("checkpoint", type=Path); p.add_argument("--base", type=Path, required=True)
    p.add_argument("--shared", type=Path, default=Path("/work/shared")); p.add_argument("--limit", type=int)
    args = p.parse_args()
    tok = Tokenizer.from_file(str(args.base / "tokenizer.json")); tok.no_padding(); tok.no_truncation()
    net = from_minilm(args.base); net.load_state_dict(torch.load(args.checkpoint)); net.eval()
    dev = [prepare(a, tok)[0] for a in read_polnear(args.shared / "data/polnear", "dev")][: args.limit]
    flat = [Tally() for _ in range(3)]; rol = [Tally() for _ in range(3)]; rows = []
    for text, tags, found in outputs(net, dev):
        gold = [Spans(a.roles[0], a.roles[1], a.roles[2]) for a in text.anchored]
        fs = spans_of(tags, 3)
        for k, r in enumerate((0, 1, 2)):
            flat[k].add(*exact(fs[k], {x for a in text.anchored for x in a.roles[r]}))
        rows.append((text, gold, fs, found))
    print("flat exact s/c/t", *(f"{t.f1:.1f}" for t in flat))
    for thr in (0.3, 0.4, 0.5, 0.6):
        rol = [Tally() for _ in range(3)]; att = {k: Tally() for k in (0.5, 0.8, 1.0)}
        for text, gold, fs, found in rows:
            keep = [f for f in found if f[0] >= thr and f[4][2] and (f[4][1] or f[2] == 1)]
            sp = [Spans(f[4][0], f[4][1], f[4][2]) for f in keep]
            for k in range(3):
                rol[k].add(*exact({x for f in keep for x in f[4][k]}, {x for a in text.anchored for x in a.roles[k]}))
            for least, t in att.items():
                t.add(len(match(sp, gold, least)), len(sp), len(gold))
        print(f"thr {thr} roles exact s/c/t", *(f"{t.f1:.1f}" for t in rol), "attribution .5/.8/1", *(f"{t.f1:.1f}" for t in att.values()), f"P {att[0.5].precision:.1f} R {att[0.5].recall:.1f}")
    g = [t for a in read_guide_reports(args.shared / "gold/dev") for t in prepare(a, tok)]
    grow = [(text, found) for text, tags, found in outputs(net, g)]
    for thr in (0.2, 0.3, 0.4, 0.5):
        att = {k: Tally() for k in (0.5, 0.8, 1.0)}; rol = [Tally() for _ in range(3)]; act = [0, 0, 0]; ki = 0; nested = Tally()
        for text, found in grow:
            keep = [f for f in found if f[0] >= thr and f[4][2]]
            sp = [Spans(f[4][0], f[4][1] if f[2] == 0 else (), f[4][2]) for f in keep]
            gold = [Spans(*a.roles[:3]) for a in text.anchored]
            for k in range(3): rol[k].add(*exact({x for f in sp for x in (f.source, f.cue, f.content)[k]}, {x for a in text.anchored for x in a.roles[k]}))
            for least, t in att.items():
                m = match(sp, gold, least); t.add(len(m), len(sp), len(gold))
                if least == 0.5:
                    for i, j in m:
                        act[0] += 1; act[1] += keep[i][5].argmax() == text.anchored[j].act; ki += keep[i][6][:-1].argmax() == text.anchored[j].kind
        print(f"GOLD thr {thr} exact", *(f"{t.f1:.1f}" for t in rol), "att", *(f"{t.f1:.1f}" for t in att.values()), f"P {att[0.5].precision:.1f} R {att[0.5].recall:.1f} act {100*act[1]/max(1,act[0]):.0f} kind {100*ki/max(1,act[0]):.0f}")


if __name__ == "__main__":
    main()
