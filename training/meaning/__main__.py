"""Make the vectors of meaning again: `python -m training.meaning [--shared ../shared] [--out runs/meaning]`.

Needs the training environment (make train). The teacher reads some 490,000 texts (8 minutes on two cores;
its vectors are kept in `--out` and taken from there the next time), then the pieces are fitted (4 minutes)
and written to src/reportedly/models/meaning. Prints how near held-out texts are to the teacher, and with
`--judge-held` how well headlines of 2013 are scored by vectors that saw two thirds of their scores.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from training.__main__ import base_weights
from training.meaning import fit
from training.meaning.corpora import documents, is_held, judged_pairs, texts_of
from training.meaning.export import TOKENIZER, export
from training.meaning.teacher import Teacher, load_tokenizer, teach

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "src" / "reportedly" / "models"
LEAST_LETTERS = 3
FOLDS = 3


def main() -> None:
    """Teach, fit, export, and print what held-out texts say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds data/")
    parser.add_argument(
        "--out", type=Path, default=Path("runs/meaning"), help="folder for the teacher's vectors"
    )
    parser.add_argument(
        "--judge-held", action="store_true", help="cross-validate the judged pairs, export nothing"
    )
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    data, tokenizer = args.shared / "data", load_tokenizer(MODELS / TOKENIZER)
    vocabulary = tokenizer.get_vocab()

    def cut(texts: Sequence[str]) -> fit.Pieces:
        return [found.ids for found in tokenizer.encode_batch(list(texts))]

    words = sorted(w for w in vocabulary if w.isascii() and w.isalpha() and len(w) >= LEAST_LETTERS)
    texts = list(documents(data, HERE.parent / "reports"))
    learned = texts_of((t for t in texts if not is_held(t)), words, seed=1)
    held = texts_of((t for t in texts if is_held(t)), words, seed=2)
    order = np.random.default_rng(0).permutation(len(learned))
    pieces, apart = cut([learned[i] for i in order]), cut(held)
    begin, end = vocabulary["[CLS]"], vocabulary["[SEP]"]
    lone = _taught(args.out / "lone.npy", [[begin, i, end] for i in range(len(vocabulary))])
    taught, theirs = _taught(args.out / "learned.npy", pieces), _taught(args.out / "held.npy", apart)

    vectors = fit.distilled(fit.beginning(lone.astype(np.float32), pieces, taught), pieces, taught)
    print(f"distilled: mean cosine to the teacher on held-out texts {_near(vectors, apart, theirs):.3f}")
    judged = judged_pairs(data / "sts_headlines")
    sets = [(cut([t for pair in pairs for t in pair[1:]]), [p[0] for p in pairs]) for pairs in judged]
    if args.judge_held:
        for fold in range(FOLDS):
            kept = [_rows(sets[0], [i for i in range(len(judged[0])) if i % FOLDS != fold]), *sets[1:]]
            out = _rows(sets[0], [i for i in range(len(judged[0])) if i % FOLDS == fold])
            found = fit.judged(vectors, pieces, taught, kept)
            before, after = _pearson(vectors, out), _pearson(found, out)
            print(f"fold {fold + 1}: Pearson {before:.3f} distilled, {after:.3f} judged")
        return
    vectors = fit.judged(vectors, pieces, taught, sets)
    near = _near(vectors, apart, theirs)
    print(f"judged: {near:.3f}")
    export(
        vectors,
        MODELS,
        {"made_by": "python -m training.meaning", "texts": len(pieces), "near": round(near, 3)},
    )


def _taught(path: Path, pieces: fit.Pieces) -> npt.NDArray[np.float16]:
    """Return the teacher's vectors, from `path` where they were made of these very pieces before."""
    mark = path.with_suffix(".json")
    count = {"texts": len(pieces), "pieces": sum(map(len, pieces)), "first": pieces[0]}
    if path.is_file() and mark.is_file() and json.loads(mark.read_text(encoding="utf-8")) == count:
        kept: npt.NDArray[np.float16] = np.load(path)
        return kept
    found = teach(Teacher(base_weights()), pieces)
    np.save(path, found)
    mark.write_text(json.dumps(count), encoding="utf-8")
    return found


def _near(vectors: fit.Floats, pieces: fit.Pieces, theirs: npt.NDArray[np.float16]) -> float:
    """Return the mean cosine to the teacher."""
    ours = fit.summed(torch.from_numpy(vectors), pieces).numpy()
    return float(np.einsum("ij,ij->i", ours, theirs.astype(np.float32)).mean())


def _rows(pairs: tuple[fit.Pieces, list[float]], rows: list[int]) -> tuple[fit.Pieces, list[float]]:
    texts, scores = pairs
    return [texts[i] for row in rows for i in (2 * row, 2 * row + 1)], [scores[row] for row in rows]


def _pearson(vectors: fit.Floats, pairs: tuple[fit.Pieces, list[float]]) -> float:
    both = fit.summed(torch.from_numpy(vectors), pairs[0])
    return float(np.corrcoef((both[::2] * both[1::2]).sum(1).numpy(), pairs[1])[0, 1])


if __name__ == "__main__":
    main()
