"""What simulated newsrooms say: for each sort of claim many English ways of saying it.

Marks: `{slot}`, `(this|that)` for either, `[e:…]` the deed, `[c:…]` the words of control, `[f:…]` a quantity.
A clause stands as a sentence of its own and after "said that". Written before any of it was scored.
"""

WEAPONS = {
    "drone": ("drones", "attack drones", "a swarm of drones"),
    "missile": ("missiles", "two missiles", "ballistic missiles"),
    "rocket": ("rockets", "a volley of rockets"),
    "artillery": ("artillery", "artillery fire", "heavy artillery"),
    "air": ("warplanes", "fighter jets", "aircraft"),
}
STRIKES = {
    "drone": ("drone strike", "drone attack"),
    "missile": ("missile strike", "missile attack"),
    "rocket": ("rocket attack", "rocket fire"),
    "artillery": ("artillery attack", "shelling"),
    "air": ("air strike", "air raid", "airstrike"),
}
THINGS = {
    "depot": ("a grain depot", "a grain store", "grain silos"),
    "refinery": ("an oil refinery", "the local refinery"),
    "bridge": ("a railway bridge", "the railway bridge", "a rail bridge"),
    "power": ("a power station", "a power plant"),
    "flats": ("an apartment block", "a block of flats", "an apartment building"),
    "market": ("a market", "the central market", "a crowded market"),
    "hospital": ("a hospital", "the district hospital"),
    "school": ("a school", "a secondary school"),
    "pumps": ("a pumping station", "a water pumping station"),
    "bus": ("a bus station", "the bus station"),
    "barracks": ("an army barracks", "a military barracks"),
    "fuel": ("a fuel depot", "a fuel store"),
    "church": ("a church", "a village church"),
    "factory": ("a furniture factory", "a factory"),
}
"""With article; the same thing keeps its key, whatever it is called."""
STRIKE = (
    (
        "{n} (were killed|died|lost their lives) {day}"
        " when {weapons} [e:(hit|struck|slammed into)] {thing} in {place}"
    ),
    "{weapons} [e:(hit|struck|pounded)] {thing} in {place} {day}, killing {n}",
    "[e:a {strike}] on {thing} in {place} {day} (left {n} dead|claimed the lives of {n}|killed {n})",
    "{actor} [e:(attacked|struck|targeted)] {thing} in {place} with {weapons} {day} and killed {n}",
    "{thing} in {place} was [e:(hit|struck|attacked)] by {weapons} {day}, and {n} (died|were killed)",
    "{thing} in the town of {place} came [e:under attack] from {weapons} {day}, leaving {n} dead",
    "in {place}, {n} (perished|were killed) {day} after {thing} was [e:(hit|targeted)] by {weapons}",
    "{actor} [e:launched {weapons}] at {thing} in {place} {day}, and {n} were killed",
    (
        "{day} [e:a {strike}] (tore through|destroyed|set fire to) {thing} in {place}"
        " and {n} (were killed|lost their lives)"
    ),
    (
        "(the bodies of {n} were recovered|rescuers recovered the bodies of {n})"
        " after [e:a {strike}] on {thing} in {place} {day}"
    ),
    "{n} were among the dead when {actor} [e:(bombarded|struck)] {thing} in {place} {day}",
    (
        "{weapons} [e:(crashed into|ripped through)] {thing} (on the edge of|in the centre of|in) {place}"
        " {day}; {n} did not survive"
    ),
)
STRIKE_BARE = (
    "{weapons} [e:(hit|struck|damaged)] {thing} in {place} {day}",
    "{thing} in {place} was [e:(hit|struck|damaged)] by {weapons} {day}",
    "{actor} [e:(attacked|struck)] {thing} in {place} {day}",
    "[e:a {strike}] (set fire to|wrecked|damaged) {thing} in {place} {day}",
)
STRIKE_HEADS = (
    "{Strike} [e:kills] {hn} at {thing_bare} in {place}",
    "{hn} dead after [e:{strike}] on {thing_bare} in {place}",
    "[e:{Weapons} hit] {place} {thing_bare}, killing {hn}",
    "{place}: {hn} killed as {weapons} [e:hit] {thing_bare}",
    "Deadly [e:{strike}] on {thing_bare} in {place}",
)
CONTROL = (
    "{actor} [c:(have captured|captured|have taken|have seized)] {place} {day}",
    "{actor} [c:took control of] {place} {day}",
    "{place} [c:(has fallen|fell)] to {actor} {day}",
    "the (town|settlement) of {place} [c:(was captured|was taken|was overrun)] by {actor} {day}",
    "{place} is [c:now (under the control of|in the hands of)] {actor}",
    "{loser} [c:(have withdrawn|pulled out|retreated)] from {place} {day}, leaving it to {actor}",
    "{actor} [c:(have gained|have established) full control] of the town of {place}",
    "{loser} [c:(have lost|lost)] {place} to {actor} {day}",
    "{actor} [c:(entered and occupied|marched into and occupied)] {place} {day}",
    "after days of fighting, {place} [c:passed into the hands of] {actor} {day}",
)
CONTROL_HEADS = (
    "{actor_short} [c:(capture|take|seize)] {place}",
    "{place} [c:falls] to {actor_short}",
    "{loser_short} [c:(lose|withdraw from)] {place}",
)
TOLL = {
    "killed": (
        "{n} have been killed in {region} since {since}",
        "the (death toll|number of dead) in {region} since {since} (has reached|stands at|has risen to) {n}",
        "{region} has lost {n} since {since}",
        "{n} (have died|have lost their lives) in {region} since {since}",
        "since {since}, {n} have been killed in {region}",
        "the fighting has (killed|cost the lives of) {n} in {region} since {since}",
    ),
    "displaced": (
        "{n} have fled their homes in {region} since {since}",
        "the fighting has (displaced|driven from their homes) {n} in {region} since {since}",
        "{n} have been displaced in {region} since {since}",
        "since {since}, {n} have (left|been forced from) their homes in {region}",
        "the number of displaced in {region} since {since} (has reached|stands at) {n}",
    ),
    "wounded": (
        "{n} have been (wounded|injured) in {region} since {since}",
        "since {since}, {n} have been (wounded|injured) in {region}",
        "hospitals in {region} have treated {n} wounded since {since}",
        "the number of wounded in {region} since {since} (has reached|stands at|has risen to) {n}",
    ),
}
TOLL_HEADS = {
    "killed": ("Death toll in {region} since {since} reaches {hn}", "{hn} killed in {region} since {since}"),
    "displaced": ("{hn} displaced in {region} since {since}", "{hn} flee homes in {region}"),
    "wounded": ("{hn} wounded in {region} since {since}", "Number of wounded in {region} reaches {hn}"),
}
ASKS = {
    "withdraw": (
        "withdraw (its|all its) (troops|forces) from {place}",
        "pull (its|all its) (soldiers|troops) out of {place}",
        "leave {place}",
    ),
    "reopen": (
        "reopen the (border crossing|crossing|checkpoint) at {place}",
        "open the crossing at {place} again",
        "let traffic through the crossing at {place}",
    ),
    "release": (
        "(release|free|hand over) the (prisoners|captives) held in {place}",
        "let the prisoners held in {place} go",
    ),
    "blockade": ("lift the blockade of {place}", "end the blockade of {place}", "stop blockading {place}"),
    "monitors": (
        "let (monitors|observers) into {place}",
        "give (international monitors|observers) access to {place}",
        "admit (monitors|observers) to {place}",
    ),
}
"""After "to": what one side wants of the other."""
DEMAND_CUES = (
    ("demanded that", "{other} {asked}"),
    ("urged", "{other} to {asked}"),
    ("called on", "{other} to {asked}"),
    ("demanded", "once more that {other} {asked}"),
)
"""The cue, and what follows it."""
DEMAND_HEADS = ("{party} (tells|urges) {other} to {asked}",)
REFUSE_CUES = (
    ("rejected", "a demand to {asked}"),
    ("refused", "to {asked}"),
    ("turned down", "a (call|request) to {asked}"),
    ("dismissed", "the idea that {party} should {asked}"),
)
REFUSE_HEADS = ("{party} (refuses|declines) to {asked}",)
WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (
            "the harvest will not leave {place} before the road is safe",
            "no grain will be shipped from {place} until the road is secure",
            "until the road is made safe, the harvest stays in {place}",
            "grain exports from {place} must wait for a safe road",
        ),
        "Not one sack of grain will leave this town while lorries are being shot at",
    ),
    (
        (
            "residents of {place} had no warning before the evacuation order",
            "people in {place} were told to leave without any notice",
            "the order to evacuate {place} came without warning",
            "nobody in {place} was warned before they were told to leave",
        ),
        "We were given an hour to pack up our whole lives, and nobody told us why",
    ),
    (
        (
            "the hospital in {place} has medicine for only a few more days",
            "medical supplies at the {place} hospital will run out within days",
            "the {place} hospital is about to run out of medicine",
            "within days the hospital in {place} will have no medicine left",
        ),
        "We are washing bandages and using them again, that is where we are",
    ),
    (
        (
            "there will be no talks about the status of {place}",
            "the status of {place} is not up for negotiation",
            "the future of {place} is not open to discussion",
            "{place} will not be a subject of any negotiations",
        ),
        "You do not bargain over your own house with the man who broke the door",
    ),
    (
        (
            "repairs to the power grid in {place} will take until spring",
            "{place} will not have normal electricity before spring",
            "it will be spring before the grid in {place} is repaired",
            "mending the electricity network of {place} will last until the spring",
        ),
        "We mend by night what they break by day and we are running short of copper",
    ),
    (
        (
            "schools in {place} will stay closed for the rest of the year",
            "pupils in {place} will not return to class this year",
            "there will be no lessons in {place} until next year",
            "classrooms in {place} remain shut until the end of the year",
        ),
        "A cellar is no classroom, but for now it is the only one we have",
    ),
    (
        (
            "the army is preparing a new defensive line near {place}",
            "new fortifications are being built outside {place}",
            "a fresh line of defence is going up around {place}",
            "soldiers are digging a second line of trenches near {place}",
        ),
        "Every metre of trench that we dig today saves a street tomorrow",
    ),
    (
        (
            "the ceasefire around {place} is holding despite some violations",
            "in spite of violations, the truce around {place} still holds",
            "the truce near {place} has largely held",
            "the ceasefire in the {place} area remains in force, with some breaches",
        ),
        "It is a cold peace and a thin one, but last night the children slept",
    ),
    (
        (
            "aid convoys are being held up at the checkpoint outside {place}",
            "the checkpoint near {place} is blocking aid deliveries",
            "trucks carrying aid are not being let through to {place}",
            "humanitarian convoys cannot get past the checkpoint at {place}",
        ),
        "Forty lorries of flour are standing in the mud while people bake with bran",
    ),
    (
        (
            "the mayor of {place} was abducted from his office",
            "gunmen took the mayor of {place} from his office",
            "the mayor of {place} has been kidnapped at the town hall",
            "armed men seized the mayor of {place} at his desk",
        ),
        "They put a sack over his head and walked him out past his own secretary",
    ),
    (
        (
            "the water in {place} is no longer safe to drink",
            "tap water in {place} has become unsafe",
            "people in {place} should not drink from the tap",
            "drinking water in {place} is contaminated",
        ),
        "What comes out of the tap smells of diesel and I would not give it to a dog",
    ),
    (
        (
            "no conscript will be sent to fight near {place}",
            "conscripts will not be deployed around {place}",
            "draftees are not going to the front near {place}",
            "the front near {place} will be manned without conscripts",
        ),
        "I gave the mothers my word and I am not in the habit of taking it back",
    ),
    (
        (
            "the dam above {place} could burst if the shelling goes on",
            "continued shelling could break the dam upstream of {place}",
            "if the shelling continues, the dam near {place} may give way",
            "the dam above {place} is in danger of bursting",
        ),
        "There are four villages below that wall and not one of them has a boat",
    ),
    (
        (
            "elections in {place} are postponed because of the fighting",
            "the vote in {place} has been put off on account of the fighting",
            "{place} will not vote until the fighting stops",
            "because of the fighting, there will be no election in {place} for now",
        ),
        "A ballot box is not much use in a street where nobody dares to queue",
    ),
)
"""What officials say: ways of putting it, and words they were quoted with. One entry is one thing said."""
BACKGROUND = (
    "The war has driven millions of people from their homes.",
    "Both sides deny targeting civilians.",
    "Talks between the two sides have stalled for months.",
    "Fighting has intensified along the front line in recent weeks.",
    "The report could not be independently verified.",
    "Air raid sirens sounded across the region overnight.",
    "The two sides last exchanged prisoners in January.",
    "Thousands of soldiers have been killed on both sides since the conflict began.",
    "International mediators have called for restraint.",
    "Much of the region has been without electricity since the winter.",
    "Aid groups have repeatedly warned of food shortages.",
    "A curfew remains in place in several districts.",
)
"""Sentences that every report of a war may have."""
OWN = (
    "{content}.",
    "{content}, our correspondent at the scene reports.",
)
SAID = (
    "{content}, {speaker} said{medium}.",
    "{speaker} said{medium} that {content}.",
    "According to {speaker}, {content}.",
    "{content}, according to {speaker}.",
    "{speaker} (announced|confirmed|stated){medium} that {content}.",
)
"""Content told by a speaker; `{medium}` is empty where none is told."""
TOLD = (
    "{content}, {speaker} told {outlet}.",
    "{speaker} told {outlet} that {content}.",
    "{content}, {speaker} said in an interview with {outlet}.",
    "{content}, {outlet} reported, citing {speaker}.",
    "{outlet} reported, citing {speaker}, that {content}.",
    "{content}, {speaker} was quoted as saying by {outlet}.",
)
"""Through one outlet."""
CREDITED = (
    "{content}, {outlet} reported.",
    "{outlet} reported that {content}.",
    "According to {outlet}, {content}.",
    "{content}, according to a report by {outlet}.",
    "{content}, {outlet} (wrote|said).",
)
"""The outlet alone."""
SECOND_HAND = (
    "{content}, {outlet} reported, citing {further}.",
    "{outlet}, citing {further}, reported that {content}.",
    "According to {outlet}, which cited {further}, {content}.",
)
"""Through two outlets."""
QUOTES = (
    "“{quote},” {speaker} (said|added).",
    "“{quote},” {speaker} told {outlet}.",
    "“{quote},” {speaker} was quoted as saying by {outlet}.",
)
"""The first where no outlet is credited."""
MEDIA = (
    "on Telegram",
    "at a press conference",
    "in a televised address",
    "on Facebook",
    "on state television",
    "in a video message",
)
UNNAMED = (
    "a security official",
    "a military source",
    "a senior official",
    "two people familiar with the matter",
    "a diplomat",
    "a person close to the talks",
)
DOCUMENTS = (
    "a report by the {region} Prosecutor's Office",
    "a United Nations report on {region}",
    "a Human Rights Committee report on {region}",
    "the {region} Emergency Service's weekly bulletin",
)
