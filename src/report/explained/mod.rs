//! The explanations of single commands, see `explain`.

mod decisions;

pub(super) use decisions::{BACKING, COMPARE, LADDER, OPPORTUNITIES, PATHWAYS, PROGRAMMES};

use super::explain::{COINS, Explained};

pub(super) static SCENARIO: [Explained; 6] = [
    Explained {
        number: "before, after",
        definition: "access of a mandate in the network as it is and with the edits of the scenario",
        inputs: "the network; the edits of the file; the mandate",
        assumes: COINS,
    },
    Explained {
        number: "difference",
        definition: "access after less access before, in the same worlds",
        inputs: "the coins of ties that both share are the same",
        assumes: "an edit happens as the file says; nobody reacts to it",
    },
    Explained {
        number: "± 95%, interval",
        definition: "simulation error: how far the number may be off because only so many worlds were drawn",
        inputs: "spread over the worlds",
        assumes: "nothing about the network",
    },
    Explained {
        number: "share of access",
        definition: "what depends on an actor: access that is lost without it, as a share of access",
        inputs: "as leverage, before and after",
        assumes: "nobody takes its place",
    },
    Explained {
        number: "rank before, rank after",
        definition: "place by leverage among all but the focal body",
        inputs: "leverage before and after",
        assumes: "as leverage",
    },
    Explained {
        number: "take-up",
        definition: "the share of the deals that an agency gives up and firms must win instead, for access to be what it was",
        inputs: "deals of the agency with foreign cities; firms that may win them; halving down to 2⁻¹⁰",
        assumes: "firms win independently of each other, together never more than the deal; below five deals nothing is told",
    },
];

pub(super) static ROUTES: [Explained; 6] = [
    Explained {
        number: "open",
        definition: "probability that a tie is open: strength × confidence",
        inputs: "the tie, or the strength of its kind; confidence of its evidence",
        assumes: "strengths are set per kind of tie, measured by nobody",
    },
    Explained {
        number: "route open",
        definition: "probability that all ties of a route are open: the product",
        inputs: "open of each tie",
        assumes: COINS,
    },
    Explained { number: "hops", definition: "ties of a route", inputs: "the route", assumes: "nothing" },
    Explained {
        number: "travelled",
        definition: "by time: when a tie is travelled, as early (or as late) as its own dates and those before (or after) it allow",
        inputs: "since, until, the years that a kind lives on, the lag",
        assumes: "a tie known by its year can be used all that year; waiting costs nothing",
    },
    Explained {
        number: "earliest arrival",
        definition: "by time: the least date of a last tie over all routes",
        inputs: "ties with their times; relays; the most intermediaries",
        assumes: "ties without a beginning can be travelled at any time, or are left out, as asked",
    },
    Explained {
        number: "latest departure",
        definition: "by time: the greatest date of a first tie over all routes that arrive by the date asked for",
        inputs: "as earliest arrival",
        assumes: "as earliest arrival",
    },
];

pub(super) static VALUE: [Explained; 8] = [
    Explained {
        number: "with an amount",
        definition: "ties on which an amount is recorded",
        inputs: "value_usd of ties that began by the date asked for",
        assumes: "a tie without a date may have begun",
    },
    Explained {
        number: "sum",
        definition: "amounts added up",
        inputs: "value_usd, stated in USD or converted at a rough rate of the year",
        assumes: "each deal is recorded once",
    },
    Explained {
        number: "earned",
        definition: "amounts on the rungs of software, pilot and hardware, but for grants",
        inputs: "stage and kind of the tie",
        assumes: "the recorded `from` is the supplier; a ceiling or an award is paid in full",
    },
    Explained {
        number: "given",
        definition: "amounts on the rung of finance, and grants on any",
        inputs: "stage and kind of the tie",
        assumes: "as earned",
    },
    Explained {
        number: "Herfindahl index",
        definition: "sum of the squares of the suppliers' shares of what is earned; 1 if one has all",
        inputs: "earned, by supplier",
        assumes: "deals without an amount are spread as those with one",
    },
    Explained {
        number: "top share",
        definition: "the share of whoever earned most",
        inputs: "earned, by supplier",
        assumes: "as the index",
    },
    Explained {
        number: "share of home SMEs",
        definition: "what home SMEs earned of it",
        inputs: "earned; kind and layer of the supplier",
        assumes: "size classes as recorded, many of them assumed",
    },
    Explained {
        number: "within reach",
        definition: "sum over cities of their worth times the expected share of sources that reach them",
        inputs: "access of the mandate; the weight of each city",
        assumes: "ties are open independently of each other; that a city is worth its weight; reach is not a sale",
    },
];

pub(super) static TIMELINE: [Explained; 8] = [
    Explained {
        number: "ties",
        definition: "ties that hold in the year",
        inputs: "since, until, the years that a kind lives on",
        assumes: "kinds of events live on for a declared number of years",
    },
    Explained {
        number: "begun",
        definition: "ties whose beginning is in the year",
        inputs: "since",
        assumes: "nothing",
    },
    Explained {
        number: "cities",
        definition: "foreign cities that a home actor has a tie of its own with",
        inputs: "ties that hold; layers",
        assumes: "ties through an agency of the city do not count here",
    },
    Explained {
        number: "access",
        definition: "expected weighted share of the pairs of a source and a target that are joined by an open route in the year",
        inputs: "the mandate; ties that hold; strength, confidence, conveys",
        assumes: COINS,
    },
    Explained {
        number: "change",
        definition: "access less access of the row before, in the same worlds",
        inputs: "access in both years",
        assumes: "what nobody recorded of the earlier year did not exist",
    },
    Explained {
        number: "sources with a route",
        definition: "sources, such as small firms, that some permitted route joins to a target, however unlikely",
        inputs: "ties that hold; relays; the most intermediaries",
        assumes: "nothing about strengths",
    },
    Explained {
        number: "share (rank)",
        definition: "share of access that depends on an actor, and its rank in that year",
        inputs: "leverage in the year",
        assumes: "nobody takes its place",
    },
    Explained {
        number: "change, points (of a tie)",
        definition: "access of the later year less what it would be had this one tie not begun, or not ended",
        inputs: "the ties of both years",
        assumes: "only this one is undone; numbers overlap and do not add up",
    },
];

pub(super) static BROKERS: [Explained; 8] = [
    Explained {
        number: "share of access, points",
        definition: "leverage: access of the mandate that is lost without the actor",
        inputs: "as in `leverage`",
        assumes: COINS,
    },
    Explained {
        number: "cuts off pairs, must be passed",
        definition: "pairs, and targets, that have no permitted route round the actor were every tie open",
        inputs: "ties that hold; relays; the most intermediaries",
        assumes: "nothing about strengths; what nobody recorded may be a way round",
    },
    Explained {
        number: "gatekeepers",
        definition: "of each target, those in between without whom most of what reaches it is lost",
        inputs: "as leverage, target by target",
        assumes: COINS,
    },
    Explained {
        number: "index (actor or catalyst)",
        definition: "deals of firms that the agency had introduced, as a share of these and its own deals",
        inputs: "recorded deals abroad (software and later) and sourced introductions that had begun by then",
        assumes: "an introduction has to do with every later deal of the firm: an upper count; Wilson interval",
    },
    Explained {
        number: "roles",
        definition: "how often an actor stands between two that are not tied: a → b → c with a → c absent, by the groups of the three",
        inputs: "ties of the view; the partition",
        assumes: "Gould and Fernandez (1989); a recorded tie is a relation, and one that is absent is none",
    },
    Explained {
        number: "expected, z",
        definition: "mean and distance in standard deviations under chance",
        inputs: "the same ties with group labels shuffled",
        assumes: "sizes of groups and all ties stay",
    },
    Explained {
        number: "constraint, effective size, efficiency, hierarchy",
        definition: "how far an actor's partners are tied among each other",
        inputs: "ties of the view, their strength where weighted",
        assumes: "Burt (1992)",
    },
    Explained {
        number: "key players",
        definition: "the set of actors whose removal, or whose reach, serves the goal most",
        inputs: "ties of the view; the goal",
        assumes: "Borgatti (2006); found exactly where small, else by greedy choice and exchange",
    },
];
