"""Name words: capitalised words of news that are no part of a person's name.

Listed by one reader from the annotated reports and from how news in English is written.
"""

_TIME_WORDS_TEXT = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
"""
_STARTERS_TEXT = """
the a an but and or so yet as in on at by for from to of with after before when while since if
though although however meanwhile also both even only that this these those his her its their our
your my he she it they we you there here what who how why where which then later now earlier still
not no new former ex late asked speaking according despite during following citing under over into
out up down between among against around without many most several some all each every other another
such more much few two three four five six seven eight nine ten one first second third last next is
was were are has have had said says told will would can could should may might must do does did let
yes read watch video photo image analysis opinion exclusive breaking live
"""
_NO_NAMES_TEXT = """
western eastern northern southern central african asian arab latin islamic muslim christian jewish
allied nato eu un defence defense foreign affairs interior finance health energy justice economy
trade education transport culture environment intelligence security state home of and for
"""
_BODY_TAILS_TEXT = """
ministry department agency council party army forces force group institute university college union
bank court committee commission office bureau service movement front brigade battalion regiment
division corps parliament senate house congress assembly police guard guards navy command staff
centre center foundation organisation organization association federation coalition alliance league
society network watchdog observatory company corporation corp inc ltd times post journal news
tribune herald gazette telegraph guardian press radio television tv media region oblast province
district city county republic state states river sea island street avenue road square airport plant
station base border war conference summit forum treaty agreement accord act bill law report
initiative programme program project plan fund charter convention administration cabinet government
embassy mission secretariat kingdom
"""

TIME_WORDS = frozenset(_TIME_WORDS_TEXT.split())
"""Days and months: no part of a name."""
STARTERS = frozenset(_STARTERS_TEXT.split())
"""Words that open sentences and phrases: capitalised there, no part of a name."""
NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
"""Regions, faiths and portfolios that stand before titles: "Western", "Defence"."""
BODY_TAILS = frozenset(_BODY_TAILS_TEXT.split())
"""Last words of the names of bodies, places and texts: "Kiel Institute" is no person."""
