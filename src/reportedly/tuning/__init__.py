"""Tuning: the encoder, taught by a team's corrections; and what `make train` shares with it.

`corrections` makes examples of judgements, `splitting` sets some aside, `measuring` scores a model on them,
`verdict` says whether a tuned one may take the place of its base; `tune` is the whole of it. Only `network`,
`weights`, `batches`, `loss`, `fit` and `export` need torch and onnx: `pip install 'reportedly[train]'`.
"""
