"""Network: the facts tower, as PyTorch trains it.

The attribution encoder stays as it is shipped. After its lower `FORK` layers the tower goes its own
way through as many layers as are left, so that a report is read once up to the fork and attribution
does not change by a bit. Heads on the tower's words:

* place, figure, participant: one linear-chain CRF each;
* kind of place and what a figure counts, of every word;
* anchors: does an event's trigger, or a control statement, begin here;
* roles: given an anchor, a CRF says which words are its trigger, actor (holder), recipient, place, time;
* type, change and status of each anchor; certainty, polarity and time of any word taken as an event.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.reading import labels as shared_labels
from reportedly.reading.facts import labels
from reportedly.tuning.network import Crf, Encoder, Layer, Network

ROLE_WIDTH = 192
"""Width of the role scorer."""


def read_below(encoder: Encoder, given: tuple[Tensor, ...], mask: Tensor | None) -> Tensor:
    """Return hidden states [B, N, H] at the fork; `given` is what Encoder.embed takes."""
    x = encoder.embed(*given)
    for layer in list(encoder.layers)[: labels.FORK]:
        x = layer(x, mask)
    return x


class Roles(nn.Module):
    """Scores of every word's role for each anchor, and what the anchor is."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.word = nn.Linear(width, ROLE_WIDTH)
        self.anchor = nn.Linear(width, ROLE_WIDTH)
        self.gate = nn.Linear(width, ROLE_WIDTH)
        self.sort = nn.Embedding(len(labels.ANCHORS), ROLE_WIDTH)
        self.distance = nn.Embedding(shared_labels.DISTANCES, ROLE_WIDTH)
        self.gap = nn.Embedding(2 * shared_labels.MAX_PARAGRAPH_GAP + 1, ROLE_WIDTH)
        self.mix = nn.Linear(ROLE_WIDTH, ROLE_WIDTH)
        self.out = nn.Linear(ROLE_WIDTH, labels.ROLE_TAGS)
        classes = len(labels.TYPES) + len(labels.CHANGES) + len(labels.STATUSES)
        self.classes = nn.Sequential(nn.Linear(2 * width, 160), nn.GELU(), nn.Linear(160, classes))
        for table in (self.sort, self.distance, self.gap):
            nn.init.normal_(table.weight, std=0.1)

    def forward(
        self, words: Tensor, anchors: Tensor, sort: Tensor, distance: Tensor, gap: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return role emissions [A, W, K] and class logits [A, types + changes + statuses].

        words [A, W, H] are the hidden states of each anchor's window, anchors [A, H] the anchors' own
        states, sort [A] indexes labels.ANCHORS, distance and gap [A, W] are buckets.
        """
        z = self.word(words) * (1 + torch.tanh(self.gate(anchors)))[:, None]
        z = z + (self.anchor(anchors) + self.sort(sort))[:, None] + self.distance(distance) + self.gap(gap)
        z = functional.gelu(z)
        z = z + functional.gelu(self.mix(z))
        emissions = self.out(z)
        weight = torch.sigmoid(emissions[..., 1:3].amax(-1) - emissions[..., 0])
        trigger = (weight[..., None] * words).sum(1) / (weight.sum(1, keepdim=True) + 0.1)
        return emissions, self.classes(torch.cat([anchors, trigger], -1))


class Tower(nn.Module):
    """Upper layers of its own, with heads."""

    def __init__(self, network: Network, dropout: float = 0.1) -> None:
        """Start from the layers of an attribution network above the fork."""
        super().__init__()
        shape = network.encoder.shape
        self.conventions = nn.Embedding(labels.CONVENTIONS, shape.width)
        nn.init.normal_(self.conventions.weight, std=0.01)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers - labels.FORK))
        for mine, theirs in zip(self.layers, list(network.encoder.layers)[labels.FORK :], strict=True):
            mine.load_state_dict(copy.deepcopy(theirs.state_dict()))
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.ModuleDict({layer: _head(shape.width, labels.TAGS[layer]) for layer in labels.LAYERS})
        self.chains = nn.ModuleDict({layer: Crf(labels.TAGS[layer]) for layer in labels.LAYERS})
        self.kinds = _head(shape.width, len(labels.PLACE_KINDS))
        self.whats = _head(shape.width, len(labels.WHATS))
        self.anchors = _head(shape.width, len(labels.ANCHORS))
        self.modality = _head(shape.width, len(labels.MODALITIES))
        self.roles = Roles(shape.width)
        self.role_chain = Crf(labels.ROLE_TAGS)

    def read(self, hidden: Tensor, convention: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the tower's states [B, N, H] from those at the fork [B, N, H]; `convention` is [B]."""
        x = hidden + self.conventions(convention)[:, None]
        for layer in self.layers:
            x = layer(x, mask)
        return x


def _head(width: int, out: int) -> nn.Sequential:
    """Return a head of one hidden layer."""
    return nn.Sequential(nn.Linear(width, 160), nn.GELU(), nn.Linear(160, out))
