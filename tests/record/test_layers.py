"""Layers: what a person may ask for, and what comes with it."""

import msgspec
import pytest

from reportedly.record import Reading
from reportedly.record.layers import LAYERS, SPOKEN, layers_named, to_read


def test_every_layer_is_a_list_of_the_reading() -> None:
    """What can be asked for is what a Reading holds, no more and no less; sources come with attributions."""
    lists = {field.name for field in msgspec.structs.fields(Reading) if field.default == ()}
    assert lists - {"sources", "problems"} == LAYERS


def test_names_are_read_as_people_write_them() -> None:
    """Blanks, capitals and a trailing comma do no harm; control is `controls` in the record."""
    assert layers_named(" Places, control,") == {"places", "controls"}
    assert layers_named(",".join(SPOKEN)) == LAYERS
    assert layers_named("controls") == {"controls"}


@pytest.mark.parametrize(
    ("written", "says"), [("places,people", "people"), ("", "no layer"), (" , ", "no layer")]
)
def test_an_unknown_layer_is_named_with_the_choices(written: str, says: str) -> None:
    """A slip is refused, with what was wrong and what there is."""
    with pytest.raises(
        ValueError, match=f"{says}.*choose from attributions,places,times,figures,control,events"
    ):
        layers_named(written)


@pytest.mark.parametrize("layer", ["figures", "controls", "events"])
def test_what_has_a_voice_brings_the_attributions(layer: str) -> None:
    """Without attributions, a figure that somebody claims would pass for the outlet's own."""
    assert to_read({layer}) == {layer, "attributions"}
    assert to_read({"places", "times"}) == {"places", "times"}


def test_code_cannot_ask_for_what_is_not_there() -> None:
    """The name of the command line is no name in code: it is refused, not ignored."""
    with pytest.raises(ValueError, match="control;"):
        to_read({"control"})
