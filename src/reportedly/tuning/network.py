"""Network: the attribution encoder, as PyTorch trains it, for `make train` and for a team's own tuning.

A BERT-shaped encoder (MiniLM-L6 weights) read once per window, with these heads on its words:

* flat tags: a linear-chain CRF over source, cue and content (what PolNeAR annotates);
* anchors: does a cue, or a content without a cue, begin at this word;
* roles: given an anchor, a second CRF says which words are its source, cue, content, via and
  medium. Anchors do not compete for words, so attributions may nest;
* act and kind of source of each anchor.

Two conventions of annotation (PolNeAR, the project's guide) share all weights but one input
embedding.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.reading import labels
from reportedly.reading.words import LAYOUTS, QUOTES, SHAPES

ROLE_WIDTH = 192
"""Width of the role scorer."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int


class Layer(nn.Module):
    """One transformer layer (Vaswani et al. 2017, post-norm as in BERT)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Read hidden states [B, N, H]; `mask` is added to the attention scores ([B, 1, 1, N])."""
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = (t.transpose(1, 2) for t in qkv.unbind(2))
        scores = torch.matmul(q, k.transpose(-1, -2)) * (width // self.heads) ** -0.5
        if mask is not None:
            scores = scores + mask
        seen = torch.matmul(scores.softmax(-1), v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Wordpieces and what the eye sees of them, to hidden states."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.shapes = nn.Embedding(SHAPES + 1, shape.width)
        self.quotes = nn.Embedding(QUOTES + 1, shape.width)
        self.layouts = nn.Embedding(LAYOUTS + 1, shape.width)
        self.conventions = nn.Embedding(2, shape.width)
        for table in (self.shapes, self.quotes, self.layouts, self.conventions):
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)

    def embed(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, layouts: Tensor, convention: Tensor
    ) -> Tensor:
        """Return what goes into the first layer, [B, N, H]."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]]
        x = x + self.shapes(shapes) + self.quotes(quotes) + self.layouts(layouts)
        x = x + self.conventions(convention)[:, None]
        out: Tensor = self.dropout(self.norm(x))
        return out

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        quotes: Tensor,
        layouts: Tensor,
        convention: Tensor,
        mask: Tensor | None = None,
        fork: int = 0,
    ) -> tuple[Tensor, Tensor]:
        """Return hidden states [B, N, H] for wordpieces [B, N], and those after `fork` layers.

        `convention` is [B].
        """
        x = below = self.embed(ids, shapes, quotes, layouts, convention)
        for n, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if n == fork:
                below = x
        return x, below


class Crf(nn.Module):
    """Linear-chain CRF (Lafferty, McCallum and Pereira 2001) over BIO tags."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.first = nn.Parameter(torch.zeros(tags))
        forbidden = torch.zeros(tags, tags, dtype=torch.bool)
        for kind in range((tags - 1) // 2):
            go_on = labels.inner(kind)
            forbidden[:, go_on] = True
            forbidden[labels.begin(kind), go_on] = False
            forbidden[go_on, go_on] = False
        self.register_buffer("forbidden", forbidden)

    def scores(self) -> Tensor:
        """Return transition scores [K, K], from row to column; impossible ones at -1e4."""
        return self.transitions.masked_fill(self.forbidden, -1e4)

    def loss(self, emissions: Tensor, tags: Tensor, real: Tensor) -> Tensor:
        """Return the negative log-likelihood of each sequence, [B], in nats.

        emissions [B, T, K], tags [B, T] (0 … K-1), real [B, T] bool, True for words.
        """
        emissions = emissions.float()
        trans = self.scores().float()
        length = emissions.shape[1]
        own = emissions.gather(2, tags[..., None])[..., 0] * real
        steps = trans[tags[:, :-1], tags[:, 1:]] * real[:, 1:]
        gold = own.sum(1) + steps.sum(1) + self.first[tags[:, 0]]
        # The forward recursion in probability space, rescaled each step: cheaper than logsumexp.
        weights = trans.exp()
        peaks = emissions.amax(2)
        local = (emissions - peaks[..., None]).exp()
        alpha = local[:, 0] * self.first.exp()
        total = peaks[:, 0]
        keep = real.float()
        for t in range(1, length):
            norm = alpha.sum(1, keepdim=True)
            step = torch.matmul(alpha / norm, weights) * local[:, t]
            on = keep[:, t, None]
            alpha = on * step + (1 - on) * alpha
            total = total + keep[:, t] * (norm[:, 0].log() + peaks[:, t])
        return total + alpha.sum(1).clamp_min(1e-30).log() - gold


class Roles(nn.Module):
    """Scores of every word's role for each anchor."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.word = nn.Linear(width, ROLE_WIDTH)
        self.anchor = nn.Linear(width, ROLE_WIDTH)
        self.gate = nn.Linear(width, ROLE_WIDTH)
        self.distance = nn.Embedding(labels.DISTANCES, ROLE_WIDTH)
        self.gap = nn.Embedding(2 * labels.MAX_PARAGRAPH_GAP + 1, ROLE_WIDTH)
        self.mix = nn.Linear(ROLE_WIDTH, ROLE_WIDTH)
        self.tags = nn.Linear(labels.TAGS, ROLE_WIDTH, bias=False)
        self.lift = nn.Linear(labels.TAGS, labels.ROLE_TAGS, bias=False)
        self.out = nn.Linear(ROLE_WIDTH, labels.ROLE_TAGS)
        self.act = nn.Sequential(nn.Linear(width, 96), nn.GELU(), nn.Linear(96, len(labels.ACTS)))
        self.kind = nn.Sequential(nn.Linear(2 * width, 96), nn.GELU(), nn.Linear(96, len(labels.KINDS) + 1))
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.gap.weight, std=0.1)
        nn.init.zeros_(self.tags.weight)
        nn.init.zeros_(self.lift.weight)

    def forward(
        self, words: Tensor, flat: Tensor, anchors: Tensor, distance: Tensor, gap: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return role emissions [A, W, K], act logits [A, 10] and kind-and-named logits [A, 10].

        words [A, W, H] are the hidden states of each anchor's window and flat [A, W, TAGS] their flat
        emissions, anchors [A, H] the anchors' own states, distance and gap [A, W] their buckets.
        """
        z = (self.word(words) + self.tags(flat)) * (1 + torch.tanh(self.gate(anchors)))[:, None]
        z = functional.gelu(z + self.anchor(anchors)[:, None] + self.distance(distance) + self.gap(gap))
        z = z + functional.gelu(self.mix(z))
        emissions = self.out(z) + self.lift(flat)
        weight = torch.sigmoid(emissions[..., 1:3].amax(-1) - emissions[..., 0])
        source = (weight[..., None] * words).sum(1) / (weight.sum(1, keepdim=True) + 0.1)
        return emissions, self.act(anchors), self.kind(torch.cat([anchors, source], -1))


class Network(nn.Module):
    """The encoder with its heads."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.dropout = nn.Dropout(dropout)
        self.flat = nn.Sequential(
            nn.Linear(shape.width, shape.width), nn.GELU(), nn.Linear(shape.width, labels.TAGS)
        )
        self.anchor = nn.Sequential(
            nn.Linear(shape.width, 128), nn.GELU(), nn.Linear(128, len(labels.ANCHORS))
        )
        self.roles = Roles(shape.width)
        self.flat_crf = Crf(labels.TAGS)
        self.role_crf = Crf(labels.ROLE_TAGS)
