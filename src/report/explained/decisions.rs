//! The explanations of what is asked about decisions and city diplomacy.

use super::super::explain::{COINS, Explained};

pub(in crate::report) static OPPORTUNITIES: [Explained; 8] = [
    Explained {
        number: "points",
        definition: "access that the new tie adds once it is formed, in percentage points: strength × what it would join if it were certain",
        inputs: "the mandate; candidates from its rules or --join; the same worlds for all candidates",
        assumes: COINS,
    },
    Explained {
        number: "95%",
        definition: "simulation error: how far the number may be off because only so many worlds were drawn",
        inputs: "spread over the worlds",
        assumes: "nothing about the network",
    },
    Explained {
        number: "chance",
        definition: "how likely the tie can be formed if one tries",
        inputs: "the rule's `formation`",
        assumes: "the rule, with its reason in the file; nobody measured it",
    },
    Explained {
        number: "cost",
        definition: "what trying costs, in a unit of the user's own",
        inputs: "the rule's `cost`, or --cost",
        assumes: "the rule, with its reason in the file",
    },
    Explained {
        number: "per cost",
        definition: "points × chance / cost: the order of the list",
        inputs: "points, chance, cost",
        assumes: "that a unit of cost is the same everywhere",
    },
    Explained {
        number: "rank in brackets",
        definition: "where the place lies in nine out of ten draws of the assumptions",
        inputs: "confidence of ties, range of strength of each kind",
        assumes: "the ranges; chance and cost are not drawn",
    },
    Explained {
        number: "the best set",
        definition: "the ties that together add most access, counted with the chance that each is formed, at a cost within the budget",
        inputs: "all candidates; worlds other than those from which the gain is told",
        assumes: "greedy beyond 24 candidates; then how far it is from the best is not known",
    },
    Explained {
        number: "if made certain",
        definition: "access gained if an existing tie were open in every world: (1 − p)·B, with p its strength × confidence and B what hangs on it",
        inputs: "the tie, in the same worlds",
        assumes: "nothing else changes",
    },
];

pub(in crate::report) static BACKING: [Explained; 7] = [
    Explained {
        number: "dependence, loss",
        definition: "access that is lost if home national bodies are taken away",
        inputs: "actors of the layer national; the same worlds with and without",
        assumes: "nobody takes their place; foreign agencies and the United Nations stay",
    },
    Explained {
        number: "targets reachable",
        definition: "targets that some permitted route leads to, however unlikely",
        inputs: "ties that hold at the date; relays; the most intermediaries",
        assumes: "nothing about strengths",
    },
    Explained {
        number: "shorter, more reliable",
        definition: "targets whose best route has fewer ties, or a higher probability, with the national layer than without it",
        inputs: "the best route from any source, both ways",
        assumes: "strengths of kinds",
    },
    Explained {
        number: "not used by the city",
        definition: "partners abroad of a national body to whom no body of the city has a tie of its own",
        inputs: "ties that hold at the date",
        assumes: "a tie that is not recorded may exist",
    },
    Explained {
        number: "gain if tied",
        definition: "access that is added were the city tied to the body",
        inputs: "the same worlds with and without the new tie",
        assumes: "the strength that is stated beside it",
    },
    Explained {
        number: "what if",
        definition: "access, and the targets reachable, with the ties named in the row added",
        inputs: "the same worlds as today",
        assumes: "the strength in the row; the body would introduce the city to all its partners",
    },
    Explained {
        number: "± 95%, interval",
        definition: "simulation error: how far the number may be off because only so many worlds were drawn",
        inputs: "spread over the worlds",
        assumes: "nothing about the network",
    },
];

pub(in crate::report) static PROGRAMMES: [Explained; 9] = [
    Explained {
        number: "reached",
        definition: "cities that a programme is on record to have reached: on its list, or at the end of a tie of its own from attention upwards",
        inputs: "programmes and their lists; ties of actors of the kind programme",
        assumes: "a list counts as attention; lists are partial",
    },
    Explained {
        number: "alone",
        definition: "cities that no other programme is on record to have reached",
        inputs: "as reached",
        assumes: "as reached",
    },
    Explained {
        number: "share",
        definition: "the covered weight, each city divided evenly among the programmes that reached it (Shapley value of coverage)",
        inputs: "as reached; the weight of each city",
        assumes: "every city counts the same unless --weight says otherwise",
    },
    Explained {
        number: "climbed",
        definition: "cities with a first tie on a higher rung within so many years of the first dated reach",
        inputs: "dates of reaches and ties",
        assumes: "whoever supplied it; what nobody recorded did not happen",
    },
    Explained {
        number: "expected",
        definition: "climbs among the reached at the rate of those that no programme had reached by then, of the same income group and rung",
        inputs: "risk sets by year",
        assumes: "no other difference between reached and not reached",
    },
    Explained {
        number: "p",
        definition: "how often chance alone, dealing the reaches within the risk sets, makes a difference as large",
        inputs: "the risk sets",
        assumes: "exchangeability within them",
    },
    Explained {
        number: "gain, points",
        definition: "access that an invitation would add, in percentage points",
        inputs: "the mandate; the tie that the programme would make; the same worlds",
        assumes: COINS,
    },
    Explained {
        number: "receptivity, with opinion",
        definition: "the interval of people who think well of the home country, and the gain if an invitation takes as often as that",
        inputs: "surveys by country; the share of other countries where there is none",
        assumes: "opinion of a nation stands for that of officials",
    },
    Explained {
        number: "places",
        definition: "where the rank lies in nine out of ten draws of the intervals of opinion",
        inputs: "as receptivity",
        assumes: "intervals are drawn evenly, countries apart from each other",
    },
];

pub(in crate::report) static PATHWAYS: [Explained; 5] = [
    Explained {
        number: "routes",
        definition: "loopless routes in the network that match the pathway",
        inputs: "ties of the view; kinds, stages, years and lags that the pathway asks for",
        assumes: "all matches count once, parallel ties apart",
    },
    Explained {
        number: "pairs",
        definition: "different pairs of first and last actor among them",
        inputs: "routes",
        assumes: "nothing",
    },
    Explained {
        number: "cities",
        definition: "cities whose dated ties match a pathway of stages",
        inputs: "first years of every tie with the city",
        assumes: "ties without a year have no place in the order",
    },
    Explained {
        number: "by chance",
        definition: "mean number of cities in which the motif stands before hardware when the hardware years are dealt among the cities at random",
        inputs: "dated ties; --draws deals",
        assumes: "every city could have had the hardware",
    },
    Explained {
        number: "p, adjusted p",
        definition: "how often chance reaches the observed number; adjusted for how many motifs were tried by the least p in each deal (Westfall and Young 1993)",
        inputs: "the same deals for all motifs",
        assumes: "as by chance",
    },
];

pub(in crate::report) static LADDER: [Explained; 6] = [
    Explained {
        number: "rung",
        definition: "the highest stage that a city has reached: attention, software, pilot, finance, hardware",
        inputs: "ties of the city; with bodies followed, also those of its agencies, operators and ministries",
        assumes: "what is not recorded did not happen",
    },
    Explained {
        number: "held by",
        definition: "who supplied a rung: home SME, large firm or public body, foreign partner or competitor, a joint venture by its owners",
        inputs: "kind, layer, ownership",
        assumes: "sides follow ownership; a supplier without a home owner is a competitor in hardware",
    },
    Explained {
        number: "first year",
        definition: "the year of the first dated tie on the rung",
        inputs: "since",
        assumes: "an undated tie has no place in time",
    },
    Explained {
        number: "rate",
        definition: "cities with hardware among those with software",
        inputs: "the two counts",
        assumes: "Wilson interval; the cities are a random sample, which they are not",
    },
    Explained {
        number: "points, chance, cost",
        definition: "of the best next tie with the city: access that it adds once formed, how likely it can be, what it costs",
        inputs: "the rules for new ties of the mandate; see `opportunities`",
        assumes: "strength, chance and cost, each with its reason in the file",
    },
    Explained {
        number: "cumulative incidence",
        definition: "share of cities with home hardware so many years after their first software, where a competitor may come first",
        inputs: "first years; censored in the year asked for",
        assumes: "Aalen–Johansen; cities are alike and censoring tells nothing",
    },
];

pub(in crate::report) static COMPARE: [Explained; 5] = [
    Explained {
        number: "indicators",
        definition: "each is explained by its line in JSON: its name, and in words in the library's list of indicators",
        inputs: "ties that hold at the date; ladder, access and amounts as in the commands of these names",
        assumes: "what those commands assume",
    },
    Explained {
        number: "× in brackets",
        definition: "observed / mean of random networks with the same ties of every actor and between any two kinds",
        inputs: "ties that hold, parallel ones once; --draws random networks",
        assumes: "every such network could have come about as well",
    },
    Explained {
        number: "p",
        definition: "(1 + k) / (1 + draws), k random networks being at least as far from the mean",
        inputs: "as the ratio",
        assumes: "as the ratio; not adjusted for how many indicators are tested",
    },
    Explained {
        number: "drawn, 5–95%",
        definition: "the number with as many sources as the least network has, over 1,000 draws of sources",
        inputs: "the reach of every source",
        assumes: "the sources on record are a sample of those there are",
    },
    Explained {
        number: "similarity",
        definition: "1 less the mean distance of two role profiles in four parts: stages, layers of partners, giving, cities known",
        inputs: "ties that hold",
        assumes: "the four parts count the same; profiles know nothing of what a body is for",
    },
];
