"""A report that tries to run script in whatever shows it: in its text, names, outlet, headline, address."""

import msgspec

BAIT = "<script>window.hit=1</script>"
"""What must never reach a page as it is."""


class Hostile(msgspec.Struct, frozen=True, kw_only=True):
    """One hostile report as it is handed in."""

    outlet: str
    url: str
    text: str
    file_name: str


HOSTILE = Hostile(
    outlet=f'The "Hostile" <img src=x onerror=window.hit=1> Herald {BAIT}',
    url="javascript:window.hit=1//https://hostile.example/",
    text=(
        f"Bridge at Sumy closed {BAIT} after strike\n\n"
        f'Two bridges near Sumy were closed on Monday, Olena "<b onmouseover=window.hit=1>" Marchuk said. '
        f"“Forty soldiers were killed at Sumy {BAIT},” the governor's office told "
        "The <svg/onload=window.hit=1> Post.\n\n"
        "</textarea></title></style></script><img src=x onerror=window.hit=1> {{1234*5678}} ${1234*5678} "
        "<!-- ]]> &lt;b&gt; "
        "Officials said on Tuesday that the village of Yunakivka was held by Ukrainian troops."
    ),
    file_name="<img src=x onerror=window.hit=1>.txt",
)
